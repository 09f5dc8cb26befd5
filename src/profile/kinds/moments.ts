/** Mean and deviation of weighted numbers, in one pass (Welford 1962; weighted by West 1979). */
export class Moments {
  count = 0;
  mean = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #squares = 0;

  add(value: number, times: number): void {
    this.count += times;
    const off = value - this.mean;
    this.mean += (off * times) / this.count;
    this.#squares += times * off * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  copy(): Moments {
    const other = new Moments();
    other.count = this.count;
    other.mean = this.mean;
    other.min = this.min;
    other.max = this.max;
    other.#squares = this.#squares;
    return other;
  }

  /** Of a sample: with one less than the count. */
  get deviation(): number {
    return this.count > 1 ? Math.sqrt(this.#squares / (this.count - 1)) : 0;
  }
}
