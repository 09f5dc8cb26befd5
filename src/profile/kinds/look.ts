import type { Reading } from '../dates.ts';
import { type Embedded, embeddedNumber } from '../embedded.ts';
import { parseNumber } from '../numbers.ts';
import type { Marks } from '../profile.ts';
import { datesIn } from '../times.ts';
import type { Look } from '../traits.ts';

/** What was seen in a cell. */
export interface Seen {
  readonly look: Look;
  /** What it means, of a number. */
  readonly value?: number;
  readonly embedded?: Embedded;
  /** What day it may be; of eight digits, too. */
  readonly dates?: readonly Reading[];
}

const url = /^(?:https?:\/\/|ftp:\/\/|www\.)\S+$/i;
const email = /^[\w.+'-]+@[\w-]+(?:\.[\w-]+)+$/;
const bracketed = /^(?:\[.*\]|\{.*\}|\(.*,.*\))$/s;

/** Digits behind a zero, which are a code; a lone zero and decimals are numbers. */
function leadingZero(text: string, value: number): boolean {
  const from = text.charCodeAt(0) < 48 ? 1 : 0;
  return text.charCodeAt(from) === 48 && text.length > from + 1 && Number.isInteger(value) && /^[-+]?0\d+$/.test(text);
}

/** Whether the digits of a whole number take up its whole cell, so that no mark has room. */
const isFull = (text: string, value: number): boolean => value >= (full[text.length] ?? Number.POSITIVE_INFINITY);
const full = Array.from({ length: 16 }, (_, length) => 10 ** (length - 1));

/** Whether a cell holds several short things of one sort between marks: a set in brackets, `a;b`, `a|b` or `a, b, c`. */
export function isList(text: string): boolean {
  if (bracketed.test(text)) return true;
  for (const mark of ['|', ';']) {
    const parts = text.split(mark);
    if (parts.length > 1) return parts.every((part) => part.trim().length < 60) && parts.filter(Boolean).length > 1;
  }
  const parts = text.split(',');
  return parts.length > 2 && parts.every((part) => part.length > 0 && part.trim().split(' ').length < 4);
}

/** How many words a text has, without spaces at its ends. */
export function wordsIn(text: string): number {
  let words = 1;
  for (let at = 1; at < text.length; at += 1) if (text.charCodeAt(at) <= 32 && text.charCodeAt(at - 1) > 32) words += 1;
  return words;
}

/** What one cell, which is not missing, looks like. */
export function lookAt(cell: string, marks: Marks): Seen {
  const value = parseNumber(cell, marks);
  if (value !== undefined) {
    if (!Number.isFinite(value)) return { look: 'special', value };
    if (leadingZero(cell, value)) return { look: 'zeros', value };
    if (!Number.isInteger(value) || !(isFull(cell, value) || !cell.includes(marks.decimal)))
      return { look: 'decimal', value };
    return cell.length === 8 ? { look: 'integer', value, dates: datesIn(cell) } : { look: 'integer', value };
  }
  if (/\d/.test(cell)) {
    const dates = datesIn(cell);
    if (dates.length) return { look: 'date', dates };
    const embedded = embeddedNumber(cell, marks);
    if (embedded) return { look: 'embedded', value: embedded.value, embedded };
  }
  if (url.test(cell)) return { look: 'url' };
  if (email.test(cell)) return { look: 'email' };
  if (isList(cell)) return { look: 'list' };
  return { look: wordsIn(cell) > 5 || cell.length > 60 ? 'text' : 'word' };
}
