/** Numbers that look drawn by chance and are the same in every run (mulberry32). */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number; both ends may come. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  one<T>(from: readonly T[]): T {
    const found = from[this.whole(0, from.length - 1)];
    if (found === undefined) throw new Error('There is nothing to draw from.');
    return found;
  }

  /** Near to a normal deviate: a sum of twelve. */
  normal(): number {
    return Array.from({ length: 12 }, () => this.next()).reduce((sum, one) => sum + one, -6);
  }

  /** Whether it happens, more often the higher the score is. */
  happens(score: number): boolean {
    return this.chance(1 / (1 + Math.exp(-score)));
  }
}
