/** So many distinct values are held exactly. */
export const mostExact = 100_000;
/** Of the values that are dropped, the commonest stay, since they are levels. */
const mostKept = 1000;

/** Each time so many more bits of the hash decide: with two, at least 25,000 of the values stay, and the estimate is off by .8 %. */
const thinning = 2;

/** The numbers of a slot: two halves of the hash, the count, and the place of what else is held, from 1. They share a cache line. */
const width = 4;

/**
 * The distinct values of a column, by a hash of 64 bits, with how often each stands there. Where they are more than fit, one in four
 * stays, chosen by the hash, and again: what is left tells how many there are (adaptive sampling; Wegman, Flajolet 1990).
 */
export class Distinct {
  size = 0;
  /** Values whose hash begins with so many zeros are held. */
  depth = 0;
  #slots = new Int32Array(width * 512);
  #looks = new Uint8Array(256);
  #values = new Float64Array(256);
  #texts: (string | undefined)[] = [];
  #sampled = 0;

  /** Counts a value once more where it is held, and says what it looks like; -1 where it is not. */
  count(high: number, low: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = (low << 2) & mask; ; at = (at + width) & mask) {
      const place = slots[at + 3] ?? 0;
      if (place === 0) return -1;
      if (slots[at] !== high || slots[at + 1] !== low) continue;
      slots[at + 2] = (slots[at + 2] ?? 0) + 1;
      this.last = place - 1;
      return this.#looks[place - 1] ?? 0;
    }
  }

  /** The place of the value that was counted last. */
  last = 0;

  /** Whether the text of the value that was counted last is held. */
  get textless(): boolean {
    return this.#texts[this.last] === undefined;
  }

  holdText(text: string): void {
    this.#texts[this.last] = text;
  }

  /** Whether nothing is held but what is sampled; what is not need not be looked for then. */
  get onlySamples(): boolean {
    return this.depth > 0 && this.#sampled === this.size;
  }

  /** Whether a value of this hash is to be held. */
  samples(high: number): boolean {
    return this.depth === 0 || high >>> (32 - this.depth) === 0;
  }

  /** Holds a new value; there must be room. */
  insert(high: number, low: number, count: number, look: number, value: number, text: string | undefined): void {
    const place = this.size++;
    if (place === this.#looks.length) this.#grow();
    this.#looks[place] = look;
    this.#values[place] = value;
    this.#texts[place] = text;
    if (this.samples(high)) this.#sampled += 1;
    put(this.#slots, high, low, count, place + 1);
  }

  get full(): boolean {
    return this.size >= mostExact;
  }

  #grow(): void {
    const length = Math.min(4 * this.#looks.length, mostExact);
    const looks = new Uint8Array(length);
    looks.set(this.#looks);
    this.#looks = looks;
    const values = new Float64Array(length);
    values.set(this.#values);
    this.#values = values;
    this.#slots = rehashed(this.#slots, width * 2 ** Math.ceil(Math.log2(length * 1.25)));
  }

  /** Drops most of what is held, and tells of each value that went. */
  thin(dropped: (look: number, value: number, count: number) => void): void {
    this.depth += thinning;
    const old = this.#slots;
    const [looks, values, texts] = [this.#looks, this.#values, this.#texts];
    // A value that came a hundred times is a level, if it is among the commonest.
    const common: number[] = [];
    for (let at = 2; at < old.length; at += width) if ((old[at] ?? 0) > 100) common.push(old[at] ?? 0);
    const least = common.toSorted((one, two) => two - one)[mostKept] ?? 100;
    this.#slots = new Int32Array(old.length);
    this.#looks = new Uint8Array(looks.length);
    this.#values = new Float64Array(values.length);
    this.#texts = [];
    this.size = 0;
    this.#sampled = 0;
    for (const at of byPlace(old)) {
      const place = (old[at + 3] ?? 0) - 1;
      const high = old[at] ?? 0;
      const count = old[at + 2] ?? 0;
      const look = looks[place] ?? 0;
      const value = values[place] ?? Number.NaN;
      if (this.samples(high) || count > least) this.insert(high, old[at + 1] ?? 0, count, look, value, texts[place]);
      else dropped(look, value, count);
    }
  }

  /** How many distinct values there are, and by what share that may be off: one standard error. */
  estimate(): { readonly distinct: number; readonly error: number } {
    if (this.depth === 0) return { distinct: this.size, error: 0 };
    return { distinct: this.#sampled * 2 ** this.depth, error: 1.2 / Math.sqrt(this.#sampled) };
  }

  /** Each value, in the order in which they came. */
  each(take: (count: number, look: number, value: number, text: string | undefined) => void): void {
    for (const at of byPlace(this.#slots)) {
      const place = (this.#slots[at + 3] ?? 0) - 1;
      take(this.#slots[at + 2] ?? 0, this.#looks[place] ?? 0, this.#values[place] ?? Number.NaN, this.#texts[place]);
    }
  }
}

function put(slots: Int32Array, high: number, low: number, count: number, place: number): void {
  const mask = slots.length - 1;
  let at = (low << 2) & mask;
  while (slots[at + 3] !== 0) at = (at + width) & mask;
  slots[at] = high;
  slots[at + 1] = low;
  slots[at + 2] = count;
  slots[at + 3] = place;
}

function rehashed(slots: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  for (let at = 0; at < slots.length; at += width)
    if (slots[at + 3]) put(larger, slots[at] ?? 0, slots[at + 1] ?? 0, slots[at + 2] ?? 0, slots[at + 3] ?? 0);
  return larger;
}

/** Where the slots lie that hold something, in the order of their places. */
function byPlace(slots: Int32Array): Int32Array {
  let size = 0;
  for (let at = 3; at < slots.length; at += width) if (slots[at]) size += 1;
  const found = new Int32Array(size);
  for (let at = 0; at < slots.length; at += width) if (slots[at + 3]) found[(slots[at + 3] ?? 0) - 1] = at;
  return found;
}
