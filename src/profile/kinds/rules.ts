import type { Rule } from './rule.ts';
import { rulesOfGaps } from './rules-of-gaps.ts';
import { rulesOfNames } from './rules-of-names.ts';
import { rulesOfNumbers } from './rules-of-numbers.ts';
import { rulesOfWords } from './rules-of-words.ts';

/** Everything that is asked of a column. */
export const rules: readonly Rule[] = [...rulesOfGaps, ...rulesOfNumbers, ...rulesOfWords, ...rulesOfNames];
