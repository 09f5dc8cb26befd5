/** So many distinct values are held exactly. */
export const mostExact = 100_000;
/** Of the values that are dropped, the commonest stay, since they are levels. */
const mostKept = 1000;

/** Each time so many more bits of the hash decide: with two, at least 25,000 of the values stay, and the estimate is off by .8 %. */
const thinning = 2;

/** The numbers of a value: two halves of the hash, the count, and what it looks like, with whether its text is held. */
const width = 4;
const hasText = 16;
const looksIn = 15;

/** A slot of the index holds the place of a value, from 1, and with the bits that are left some of its hash. */
const placeBits = 17;
const placesIn = 2 ** placeBits - 1;

/** An index of more slots than this does not stay in the processor's nearest memory. */
const mostNear = 2 ** 13;

/**
 * The distinct values of a column, by a hash of 64 bits, with how often each stands there. Where they are more than fit, one in four
 * stays, chosen by the hash, and again: what is left tells how many there are (adaptive sampling; Wegman, Flajolet 1990).
 * The values lie one after another, as they came; an index of their hashes, which is small, finds them.
 */
export class Distinct {
  size = 0;
  /** Values whose hash begins with so many zeros are held. */
  depth = 0;
  #index = new Int32Array(512);
  /** There is none at place 0. */
  #values = new Int32Array(width * 257);
  #numbers = new Float64Array(257);
  /** Of the first values, and of some after them. */
  #texts: (string | undefined)[] = [undefined];
  #sampled = 0;
  /** Where the value lies that was counted last. */
  #last = 0;

  /** Counts a value once more where it is held, and says what it looks like; -1 where it is not. */
  count(high: number, low: number): number {
    const index = this.#index;
    const values = this.#values;
    const mask = index.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const found = index[slot] ?? 0;
      if (found === 0) return -1;
      if ((found ^ (high << placeBits)) >>> placeBits !== 0) continue;
      const at = (found & placesIn) * width;
      if (values[at] !== high || values[at + 1] !== low) continue;
      values[at + 2] = (values[at + 2] ?? 0) + 1;
      this.#last = at;
      return (values[at + 3] ?? 0) & looksIn;
    }
  }

  /**
   * Looks where many values are going to be looked for, so that the processor waits for its memory once, and not for one value
   * after another. It gives back something of what it saw, without which the engine would leave all of it out.
   */
  near(highs: Int32Array, lows: Int32Array, from: number, step: number, to: number): number {
    const index = this.#index;
    const values = this.#values;
    const mask = index.length - 1;
    let seen = 0;
    if (index.length <= mostNear) return seen;
    const all = !this.onlySamples;
    for (let at = from; at < to; at += step) {
      const high = highs[at] ?? 0;
      if (!all && !this.samples(high)) continue;
      const found = index[(lows[at] ?? 0) & mask] ?? 0;
      // All bits of the place where the hash may be the same, and none where it is not.
      const other = (found ^ (high << placeBits)) >>> placeBits;
      seen ^= values[(found & placesIn & ((other - 1) >> 31)) * width] ?? 0;
    }
    return seen;
  }

  /** Whether the text of the value that was counted last is held. */
  get textless(): boolean {
    return ((this.#values[this.#last + 3] ?? 0) & hasText) === 0;
  }

  holdText(text: string): void {
    this.#values[this.#last + 3] = (this.#values[this.#last + 3] ?? 0) | hasText;
    this.#text(this.#last / width, text);
  }

  /** An array that is as long as it may become has no gaps that would make it slow. */
  #text(place: number, text: string): void {
    if (place > this.#texts.length) {
      const texts = new Array<string | undefined>(this.#numbers.length);
      for (const [at, one] of this.#texts.entries()) texts[at] = one;
      this.#texts = texts;
    }
    this.#texts[place] = text;
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
  insert(high: number, low: number, count: number, look: number, number: number, text: string | undefined): void {
    const place = ++this.size;
    if (place === this.#numbers.length) this.#grow();
    this.#numbers[place] = number;
    if (text !== undefined) this.#text(place, text);
    if (this.samples(high)) this.#sampled += 1;
    const values = this.#values;
    const at = place * width;
    values[at] = high;
    values[at + 1] = low;
    values[at + 2] = count;
    values[at + 3] = text === undefined ? look : look | hasText;
    put(this.#index, high, low, place);
  }

  get full(): boolean {
    return this.size >= mostExact;
  }

  #grow(): void {
    const length = Math.min(4 * this.#numbers.length, mostExact + 1);
    const numbers = new Float64Array(length);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const values = new Int32Array(width * length);
    values.set(this.#values);
    this.#values = values;
    this.#index = new Int32Array(2 ** Math.ceil(Math.log2(length * 1.25)));
    for (let place = 1; place < this.size; place += 1)
      put(this.#index, values[place * width] ?? 0, values[place * width + 1] ?? 0, place);
  }

  /** Drops most of what is held, and tells of each value that went. */
  thin(dropped: (look: number, number: number, count: number) => void): void {
    this.depth += thinning;
    const [values, numbers, texts, size] = [this.#values, this.#numbers, this.#texts, this.size];
    // A value that came a hundred times is a level, if it is among the commonest.
    const common: number[] = [];
    for (let place = 1; place <= size; place += 1) {
      const count = values[place * width + 2] ?? 0;
      if (count > 100) common.push(count);
    }
    const least = common.toSorted((one, two) => two - one)[mostKept] ?? 100;
    this.#index.fill(0);
    this.#texts = [undefined];
    this.size = 0;
    this.#sampled = 0;
    for (let place = 1; place <= size; place += 1) {
      const at = place * width;
      const high = values[at] ?? 0;
      const count = values[at + 2] ?? 0;
      const look = (values[at + 3] ?? 0) & looksIn;
      const number = numbers[place] ?? Number.NaN;
      // What stays moves up to where others were: no place is written that is still to be read.
      if (this.samples(high) || count > least)
        this.insert(high, values[at + 1] ?? 0, count, look, number, texts[place]);
      else dropped(look, number, count);
    }
  }

  /** How many distinct values there are, and by what share that may be off: one standard error. */
  estimate(): { readonly distinct: number; readonly error: number } {
    if (this.depth === 0) return { distinct: this.size, error: 0 };
    return { distinct: this.#sampled * 2 ** this.depth, error: 1.2 / Math.sqrt(this.#sampled) };
  }

  /** Each value, in the order in which they came. */
  each(take: (count: number, look: number, number: number, text: string | undefined) => void): void {
    const values = this.#values;
    for (let place = 1; place <= this.size; place += 1) {
      const at = place * width;
      const look = (values[at + 3] ?? 0) & looksIn;
      take(values[at + 2] ?? 0, look, this.#numbers[place] ?? Number.NaN, this.#texts[place]);
    }
  }
}

function put(index: Int32Array, high: number, low: number, place: number): void {
  const mask = index.length - 1;
  let slot = low & mask;
  while (index[slot] !== 0) slot = (slot + 1) & mask;
  index[slot] = place | (high << placeBits);
}
