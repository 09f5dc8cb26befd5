/**
 * A cell as 64 bits, in two halves, by which it is known again; equal cells alone have equal keys, but for one chance in many
 * million. A plain number, as most cells are, is read on the way: its digits are its key, and need no second look.
 */
export class CellKey {
  high = 0;
  low = 0;
  /** What a plain number means: digits, up to 15, without a zero before them, and perhaps decimals; NaN for all else. */
  value = Number.NaN;
  whole = false;
  readonly #mark: number;

  constructor(decimal: string) {
    this.#mark = decimal.charCodeAt(0);
  }

  read(cell: string): void {
    const { length } = cell;
    const mark = this.#mark;
    const start = cell.charCodeAt(0) === 45 ? 1 : 0;
    let mantissa = 0;
    let decimals = -1;
    let at = length > 16 ? length + 1 : start;
    for (; at < length; at += 1) {
      const digit = cell.charCodeAt(at) - 48;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        if (decimals >= 0) decimals += 1;
      } else if (digit + 48 === mark && decimals < 0 && at > start) decimals = 0;
      else break;
    }
    if (at === length && decimals !== 0 && length > start && isPlain(cell, start, length, decimals))
      this.#number(mantissa, decimals, start === 1);
    else this.#text(cell);
  }

  #number(mantissa: number, decimals: number, negative: boolean): void {
    const value = decimals > 0 ? mantissa / (tens[decimals] ?? 1) : mantissa;
    this.value = negative ? 0 - value : value;
    this.whole = decimals < 0;
    const shape = 2 * decimals + (negative ? 1 : 0);
    this.#mix(
      Math.imul(mantissa ^ 0x9e3779b9, 2654435761) ^ shape,
      Math.imul((mantissa / 4294967296) ^ (shape << 24) ^ mantissa, 1597334677),
    );
  }

  #text(cell: string): void {
    this.value = Number.NaN;
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let at = 0; at < cell.length; at += 1) {
      const code = cell.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    this.#mix(high, low);
  }

  /** As cyrb53, by bryc, mixes two halves. */
  #mix(one: number, two: number): void {
    const high = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    this.high = high;
    this.low = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  }
}

/** Up to 15 digits are exact, and a zero before others is a code's. */
function isPlain(cell: string, start: number, length: number, decimals: number): boolean {
  const digits = length - start - (decimals > 0 ? 1 : 0);
  return digits <= 15 && (cell.charCodeAt(start) !== 48 || digits === Math.max(0, decimals) + 1);
}

const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);
