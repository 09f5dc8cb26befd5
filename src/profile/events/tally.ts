import { hashRow } from '../hash.ts';

/** So many names are counted; of more, those stay whose hash begins with zeros. */
const most = 100_000;

/** How often each name comes, in memory that does not grow with the names: of many, a part that is drawn by their hashes. */
export class Tally {
  readonly #limit: number;
  #depth = 0;
  /** By 52 bits of each name's hash: names are parts of a longer text, which they would keep. */
  #counts = new Map<number, number>();

  constructor(limit = most) {
    this.#limit = limit;
  }

  add(name: string): void {
    const [high, low] = hashRow([name]);
    const key = high * 2 ** 20 + (low >>> 12);
    if (!this.#holds(key)) return;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (this.#counts.size > this.#limit) this.#thin();
  }

  #holds(key: number): boolean {
    return key < 2 ** (52 - this.#depth);
  }

  #thin(): void {
    this.#depth += 1;
    this.#counts = new Map([...this.#counts].filter(([key]) => this.#holds(key)));
  }

  /** How many names come so often or more; an estimate where they are many. */
  atLeast(times: number): number {
    let found = 0;
    for (const count of this.#counts.values()) if (count >= times) found += 1;
    return found * 2 ** this.#depth;
  }

  /** How often the name in the middle comes. */
  median(): number {
    const rising = [...this.#counts.values()].toSorted((a, b) => a - b);
    return rising[Math.floor(rising.length / 2)] ?? 0;
  }
}
