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

  /** Reads the code units of a cell. */
  read(codes: Uint16Array, from: number, to: number): void {
    if (isDigit(codes[to - 1] ?? 0) && to - from <= 16 && this.#number(codes, from, to)) return;
    this.value = Number.NaN;
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let at = from; at < to; at += 1) {
      const code = codes[at] ?? 0;
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    this.#mix(high, low);
  }

  /** Whether it is a plain number. */
  #number(codes: Uint16Array, from: number, to: number): boolean {
    const negative = codes[from] === 45;
    const start = negative ? from + 1 : from;
    let at = start;
    // Up to nine digits are fewer than an integer of the processor holds; there are seldom more.
    let head = 0;
    for (const stop = Math.min(to, start + 9); at < stop; at += 1) {
      const digit = (codes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      head = (Math.imul(head, 10) + digit) | 0;
    }
    let mantissa = head;
    for (; at < to; at += 1) {
      const digit = (codes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    const places = at - start;
    // A zero before other digits is a code's.
    if (places === 0 || (codes[start] === 48 && places > 1)) return false;
    if (at === to) {
      if (places > 15) return false;
      this.#hold(mantissa, -1, negative);
      return true;
    }
    if (codes[at] !== this.#mark) return false;
    const decimals = to - at - 1;
    for (at += 1; at < to; at += 1) {
      const digit = (codes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) return false;
      mantissa = mantissa * 10 + digit;
    }
    this.#hold(mantissa, decimals, negative);
    return true;
  }

  #hold(mantissa: number, decimals: number, negative: boolean): void {
    const value = decimals > 0 ? mantissa / (tens[decimals] ?? 1) : mantissa;
    this.value = negative ? 0 - value : value;
    this.whole = decimals < 0;
    const shape = 2 * decimals + (negative ? 1 : 0);
    this.#mix(
      Math.imul(mantissa ^ 0x9e3779b9, 2654435761) ^ shape,
      Math.imul((mantissa / 4294967296) ^ (shape << 24) ^ mantissa, 1597334677),
    );
  }

  /** As cyrb53, by bryc, mixes two halves. */
  #mix(one: number, two: number): void {
    const high = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    this.high = high;
    this.low = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Up to 15 digits, and so up to that power of ten, are exact in a double. */
const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);
