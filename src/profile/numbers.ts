import type { Marks } from './profile.ts';

const zero = 48;
const nine = 57;
const isDigit = (code: number): boolean => code >= zero && code <= nine;

/** Powers of ten that a double holds exactly. */
const tens = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** Words that mean no finite number, as Python's `float` reads them, too. */
const special: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
]);

function readSpecial(text: string): number | undefined {
  const letter = text.charCodeAt(text.charCodeAt(0) < 48 ? 1 : 0) | 32;
  if (text.length > 9 || (letter !== 105 && letter !== 110)) return undefined;
  const negative = text.startsWith('-');
  const value = special.get((negative || text.startsWith('+') ? text.slice(1) : text).toLowerCase());
  return value !== undefined && negative ? -value : value;
}

/** The place after the exponent that begins here; -1 where none does. */
function afterExponent(text: string, from: number): number {
  let at = from + 1;
  const sign = text.charCodeAt(at);
  if (sign === 43 || sign === 45) at += 1;
  const first = at;
  while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
  return at > first ? at : -1;
}

/** Without the marks of thousands, each of which stands before three digits; undefined where one does not. */
function ungrouped(text: string, { decimal, thousands }: Marks): string | undefined {
  const point = text.indexOf(decimal);
  const whole = point < 0 ? text : text.slice(0, point);
  const [first = '', ...groups] = whole.split(thousands);
  const digits = first.replace(/^[-+−]/, '');
  if (digits.length > 3 || !/^\d+$/.test(digits) || !groups.every((group) => /^\d{3}$/.test(group))) return undefined;
  return first + groups.join('') + (point < 0 ? '' : text.slice(point));
}

/**
 * A cell as a number, under the marks of its file: `NaN` and infinities where the cell says so or is beyond a double,
 * and undefined where it is no number. Minus zero is zero.
 */
export function parseNumber(text: string, marks: Marks): number | undefined {
  const { length } = text;
  let at = 0;
  const first = text.charCodeAt(0);
  const negative = first === 45 || first === 0x2212;
  if (negative || first === 43) at = 1;
  let digits = 0;
  let mantissa = 0;
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) break;
    mantissa = mantissa * 10 + code - zero;
    digits += 1;
  }
  let decimals = 0;
  if (at < length && text[at] === marks.decimal)
    for (at += 1; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (!isDigit(code)) break;
      mantissa = mantissa * 10 + code - zero;
      decimals += 1;
    }
  if (digits + decimals === 0) return readSpecial(text);
  // Up to 15 digits are exact in a double, and so is one division by a power of ten.
  if (at === length && digits + decimals <= 15) {
    const value = decimals ? mantissa / (tens[decimals] ?? 1) : mantissa;
    return negative ? 0 - value : value;
  }
  if (at < length && (text.charCodeAt(at) | 32) === 101) at = afterExponent(text, at);
  if (at === length) return Number(text.replace('−', '-').replace(marks.decimal, '.')) + 0;
  if (marks.thousands && text.includes(marks.thousands)) {
    const plain = ungrouped(text, marks);
    return plain === undefined ? undefined : parseNumber(plain, { decimal: marks.decimal, thousands: '' });
  }
  return undefined;
}
