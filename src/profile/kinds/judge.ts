import type { Column } from '../profile.ts';
import type { Traits } from '../traits.ts';

/** What a column is held to be. */
export interface Judged extends Pick<Column, 'kind' | 'confidence' | 'reasons' | 'format' | 'affixes' | 'order'> {
  /** Whether that is too unsure to be taken without asking. */
  readonly asked: boolean;
}

/** The kind of a column, from its facts. */
export function judge(facts: Traits): Judged {
  const present = facts.rows - facts.missing;
  const numbers = (facts.looks.integer ?? 0) + (facts.looks.decimal ?? 0);
  if (facts.distinct <= 1)
    return { kind: 'constant', confidence: 1, asked: false, reasons: ['it has one value at most'] };
  if (numbers === present)
    return {
      kind: facts.looks.decimal ? 'number' : 'integer',
      confidence: 0.9,
      asked: false,
      reasons: ['every cell is a number'],
    };
  return { kind: 'category', confidence: 0.6, asked: true, reasons: ['its cells are words'] };
}
