/** What repeated runs say of one thing. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The value below which this part of the values lies, between two of them where it falls there. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles. */
export const spread = (values: readonly number[]): Spread => ({
  low: quantile(values, 0.25),
  median: quantile(values, 0.5),
  high: quantile(values, 0.75),
});

/** Each run as a multiple of the base's run in the same round, so that what slows the machine for a while slows both. */
export const paired = (values: readonly number[], base: readonly number[]): Spread =>
  spread(values.map((value, round) => value / (base[round] ?? Number.NaN)));
