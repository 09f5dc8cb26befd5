/** Numbers by chance that are the same in every run. */
export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number;
  below(limit: number): number;
  /** With mean 0 and deviation 1. */
  normal(): number;
  shuffled<T>(values: readonly T[]): T[];
}

/** mulberry32, begun with the hash of a text. */
export function chanceOf(text: string): Chance {
  let state = [...text].reduce(
    (sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16777619),
    2166136261,
  );
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffled: (values) => {
      const all = [...values];
      for (let at = all.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        const [one, two] = [all[at], all[other]];
        if (one !== undefined && two !== undefined) [all[at], all[other]] = [two, one];
      }
      return all;
    },
  };
}
