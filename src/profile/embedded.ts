import { parseNumber } from './numbers.ts';
import type { Marks } from './profile.ts';

/** A number with something around it: what it means, what is to be taken off, and its marks where they are not the file's. */
export interface Embedded {
  readonly value: number;
  readonly affixes: readonly string[];
  readonly marks?: Marks;
}

/** A currency, or a comparison. */
const before =
  /^(?:[A-Z]{0,2}[$€£¥₹₽₩₺₫฿¢]|USD|EUR|GBP|CHF|JPY|INR|AUD|CAD|SEK|NOK|DKK|PLN|BRL|Rs\.?|kr\.?|[<>]=?|[~≈≤≥±]|\+\/-)$/i;
/** A sign such as that of per cent, or a unit: one word, or one per another. */
const after =
  /^(?:[%‰°$€£¥¢"'+]|[°Ωμµ]?[a-zµ]{1,12}[²³23]?\.?(?:(?: ?\/ ?| per )[a-z]{1,10}[²³23]?\.?)?|(?:per |\/ ?)[a-z]{1,12})$/i;
const ordinal = /^(?:st|nd|rd|th)$/i;

/** What else may stand between thousands and before decimals, where the marks of the file do not fit. */
const otherMarks: readonly Marks[] = [
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '.' },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: "'" },
];

const firstDigit = /[.,]?\d/;
const lastDigit = /\d(?=\D*$)/;

/** Reads what a cell holds besides words: "12 kg", "$1,200", "45 %", "(1,200)"; undefined where that is no one number. */
export function embeddedNumber(cell: string, marks: Marks): Embedded | undefined {
  if (cell.length > 40) return undefined;
  const text = cell.replaceAll('\u00a0', ' ');
  const unit = /[a-z][23]$/i.test(text) ? text.length - 1 : text.length;
  const from = text.search(firstDigit);
  const to = text.slice(0, unit).search(lastDigit);
  if (from < 0 || to < from) return undefined;
  const inner = text.slice(from, to + 1);
  const own = parseNumber(inner, marks);
  const other = own === undefined ? otherMarks.find((one) => parseNumber(inner, one) !== undefined) : undefined;
  const value = other ? parseNumber(inner, other) : own;
  if (value === undefined || !Number.isFinite(value)) return undefined;

  let prefix = text.slice(0, from).trim();
  let suffix = text.slice(to + 1).trim();
  const account = prefix.startsWith('(') && suffix.endsWith(')');
  if (account) [prefix, suffix] = [prefix.slice(1).trim(), suffix.slice(0, -1).trim()];
  const signed = /^[-+−]|[-+−]$/.exec(prefix)?.[0] ?? '';
  if (signed) prefix = prefix.replace(signed, '').trim();
  if ((prefix && !before.test(prefix)) || (suffix && (!after.test(suffix) || ordinal.test(suffix)))) return undefined;

  const affixes = [...(account ? ['(', ')'] : []), ...[prefix, suffix].filter((affix) => affix !== '')];
  const negative = account || signed === '-' || signed === '−';
  return { value: negative ? 0 - value : value, affixes, ...(other ? { marks: other } : {}) };
}
