import { inOrder, roomFor } from '../in-order.ts';

/** Values to a buffer. Larger is nearer, and costs memory: eight bytes a value and buffer. */
const size = 4000;
const room = roomFor(size);

/**
 * Quantiles of more numbers than are kept: full buffers of one weight are merged in pairs, and every second value is kept, the odd
 * and the even ones in turn. Nothing is left to chance (Munro and Paterson 1980; Manku, Rajagopalan and Lindsay 1998).
 */
export class Sketch {
  /** One buffer at most for each weight, which is a power of two. */
  readonly #levels: (Float64Array | undefined)[] = [];
  readonly #odd: boolean[] = [];
  readonly #buffer = new Float64Array(size);
  readonly #free: Float64Array[] = [];
  #held = 0;
  #count = 0;

  add(value: number, times = 1): void {
    for (let time = 0; time < times; time += 1) {
      this.#buffer[this.#held++] = value;
      if (this.#held === size) this.#carry();
    }
    this.#count += times;
  }

  #carry(): void {
    let full = this.#freed();
    const order = inOrder(this.#buffer, room);
    for (let at = 0; at < size; at += 1) full[at] = this.#buffer[order[at] ?? 0] ?? 0;
    let level = 0;
    for (let other = this.#levels[level]; other; other = this.#levels[level]) {
      full = this.#merged(full, other, level);
      this.#levels[level++] = undefined;
    }
    this.#levels[level] = full;
    this.#held = 0;
  }

  /** Every second value of two sorted buffers. */
  #merged(one: Float64Array, two: Float64Array, level: number): Float64Array {
    const kept = this.#freed();
    let skip = this.#odd[level] ? 1 : 0;
    this.#odd[level] = skip === 0;
    let held = 0;
    for (let a = 0, b = 0; a + b < 2 * size; ) {
      const next = b === size || (a < size && (one[a] ?? 0) <= (two[b] ?? 0)) ? one[a++] : two[b++];
      if (skip === 0) kept[held++] = next ?? 0;
      skip = 1 - skip;
    }
    this.#free.push(one, two);
    return kept;
  }

  /** A buffer whose numbers are not needed any more, if there is one. */
  #freed(): Float64Array {
    return this.#free.pop() ?? new Float64Array(size);
  }

  /** What is held, each with how many values it stands for. */
  weighted(): Weighted {
    const all = new Weighted();
    for (const value of this.#buffer.subarray(0, this.#held)) all.add(value, 1);
    for (const [level, buffer] of this.#levels.entries()) for (const value of buffer ?? []) all.add(value, 2 ** level);
    return all;
  }

  /** By how much the rank of a quantile may be off, at most: as a share of all values. Each merge costs half a weight. */
  get error(): number {
    return this.#count ? this.#levels.length / (2 * size) : 0;
  }
}

const places = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** Numbers of which each stands for so many. */
export class Weighted {
  #values = new Float64Array(1024);
  #weights = new Float64Array(1024);
  #size = 0;
  #total = 0;

  add(value: number, weight: number): void {
    if (this.#size === this.#values.length) {
      this.#values = twiceAsLong(this.#values);
      this.#weights = twiceAsLong(this.#weights);
    }
    this.#values[this.#size] = value;
    this.#weights[this.#size++] = weight;
    this.#total += weight;
  }

  /** At each place the lowest value that so much of the weight does not exceed. */
  quantiles(): readonly number[] {
    const found: number[] = [];
    let below = 0;
    for (const at of inOrder(this.#values.subarray(0, this.#size))) {
      below += this.#weights[at] ?? 0;
      while (found.length < places.length && below >= (places[found.length] ?? 1) * this.#total)
        found.push(this.#values[at] ?? 0);
    }
    return found;
  }
}

function twiceAsLong(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
