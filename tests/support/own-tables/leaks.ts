import { changed, customers, houses, loans, patients, readings, tickets } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const price: Decided = { task: 'regression', by: 'stratified', left: {}, rows: 300 };

/** Columns that are not to be learned from. */
export const leaks: readonly OwnTable[] = [
  {
    name: 'copy-of-the-target.csv',
    content: csv(changed(houses(), (row) => ({ paid_in_cents: Math.round(Number(row.price) * 100), ...row }))),
    ...{ target: 'price', decided: { ...price, left: { paid_in_cents: 'suspected leak' } } },
  },
  {
    name: 'coded-copy.csv',
    content: csv(
      changed(tickets(), (row, _, draw) => ({
        queue:
          { network: draw.one(['q1', 'q4']), devices: draw.one(['q2', 'q5']), accounts: 'q3' }[String(row.team)] ?? '',
        ...row,
      })),
    ),
    target: 'team',
    decided: { task: 'multiclass', by: 'stratified', left: { queue: 'suspected leak' }, rows: 450 },
  },
  {
    name: 'noisy-copy.csv',
    content: csv(
      changed(loans(), (row, _, draw) => ({
        ...{ flagged: (row.defaulted === 'yes') === draw.chance(0.98) ? 'A' : 'B' },
        ...row,
      })),
    ),
    ...{ target: 'defaulted', decided: { ...churn, rows: 350, left: { flagged: 'suspected leak' } } },
  },
  {
    name: 'known-only-afterwards.csv',
    content: csv(
      changed(customers(), (row, _, draw) => ({
        churn_reason: row.churned === 'yes' ? draw.one(['price', 'move', 'quality']) : 'none given',
        ...row,
      })),
    ),
    ...{ target: 'churned', decided: { ...churn, left: { churn_reason: 'suspected leak' } } },
  },
  {
    name: 'missingness-tells.csv',
    content: csv(
      changed(patients(), (row, _, draw) => ({
        ward: row.readmitted === 'yes' ? draw.one(['A', 'B', 'C']) : '',
        ...row,
      })),
    ),
    ...{ target: 'readmitted', decided: { ...churn, rows: 400, left: { ward: 'suspected leak' } } },
  },
  {
    name: 'parts-of-a-sum.csv',
    content: csv(
      changed(houses(), ({ price: whole = 0, ...row }, _, draw) => {
        const land = Math.round(Number(whole) * draw.between(0.1, 0.7));
        return { land, building: Math.round(Number(whole)) - land, ...row, price: Math.round(Number(whole)) };
      }),
    ),
    ...{ target: 'price', decided: { ...price, left: { land: 'suspected leak', building: 'suspected leak' } } },
  },
  {
    name: 'constant-column.csv',
    content: csv(changed(customers(), (row) => ({ country: 'NL', nothing: '', ...row }))),
    target: 'churned',
    decided: { ...churn, left: { country: 'same value', nothing: 'empty in every row' } },
  },
  {
    name: 'duplicated-column.csv',
    content: csv(changed(readings(), (row) => ({ heat_again: row.heat ?? '', ...row }))),
    target: 'failing',
    decided: { task: 'binary', positive: '1', by: 'stratified', left: { heat: 'repeats' }, rows: 500 },
  },
];
