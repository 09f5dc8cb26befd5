import { type Rule, rule, within, worded } from './rule.ts';

/** What cells that are missing, and rows that are few, say of a column. */
export const rulesOfGaps: readonly Rule[] = [
  rule('any', '', () => true),
  rule('empty', 'no row has a value', ({ distinct }) => distinct === 0),
  rule('one value', 'every value is the same', ({ distinct }) => distinct === 1),
  rule('nearly empty', 'over 99 % of the rows have no value', (c) => c.distinct > 1 && c.missing > 0.99),
  rule('almost empty', '97 to 99 % of the rows have no value', (c) => c.distinct > 1 && within(c.missing, 0.97, 0.99)),
  rule('mostly empty', '90 to 97 % of the rows have no value', (c) => c.distinct > 1 && within(c.missing, 0.9, 0.97)),
  rule('often empty', '50 to 90 % of the rows have no value', (c) => c.distinct > 1 && within(c.missing, 0.5, 0.9)),
  rule('now and then empty', 'some rows have no value', (c) => c.distinct > 1 && within(c.missing, 0.01, 0.5)),
  rule('never empty', '', (c) => c.missing === 0),
  rule(
    'nearly empty words',
    'the few rows that have a value have words',
    (c) => c.distinct > 1 && c.missing > 0.97 && worded(c),
  ),
  rule('few present', 'fewer than 200 rows have a value', (c) => c.distinct > 1 && c.missing > 0.9 && c.present < 200),
  rule('few rows', 'it has 20 values at most', (c) => c.present <= 20),
  rule('some rows', 'it has 100 values at most', (c) => within(c.present, 21, 100)),
];
