import type { Traits } from './traits.ts';

/** What kind of person's fact a column holds, in words; undefined where it holds none. */
export function personalIn(_facts: Traits): string | undefined {
  return undefined;
}
