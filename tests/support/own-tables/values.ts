import { changed, customers, hires, houses, loans, patients, readings, tickets, without } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const price: Decided = { task: 'regression', by: 'stratified', left: {}, rows: 300 };

/** Cells that are not what they look like. */
export const oddValues: readonly OwnTable[] = [
  {
    name: 'postcode-with-leading-zeros.csv',
    content: csv(
      changed(houses(), (row, _, draw) => ({
        postcode: draw.one(['01067', '04109', '06108', '80331', '20095', '09111']),
        ...row,
      })),
    ),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'yes-and-no.csv',
    content: csv(
      changed(customers(), (row, _, draw) => ({
        paperless: draw.one(['Y', 'N']),
        partner: draw.one(['true', 'false']),
        senior: draw.one([0, 1]),
        ...row,
      })),
    ),
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'ordered-words.csv',
    content: csv(
      changed(patients(), (row, _, draw) => ({ pain: draw.one(['none', 'low', 'medium', 'high']), ...row })),
    ),
    ...{ target: 'readmitted', decided: { ...churn, rows: 400 } },
  },
  {
    name: 'numbers-with-units.csv',
    content: csv(
      changed(houses(), (row) => ({
        ...row,
        area: `${row.area} m2`,
        price: `$${Number(row.price).toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
      })),
    ),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'words-for-missing.csv',
    content: csv(
      changed(loans(), (row, _, draw) => ({
        ...row,
        income: draw.chance(0.08) ? draw.one(['N/A', '-', '?', 'unknown']) : (row.income ?? ''),
        purpose: draw.chance(0.05) ? 'n/a' : (row.purpose ?? ''),
      })),
    ),
    ...{ target: 'defaulted', decided: { ...churn, rows: 350 } },
  },
  {
    name: 'numbers-beyond-2^53.csv',
    content: csv(
      changed(readings(400), (row, at, draw) => ({
        ticks: `${9_007_199_254 + draw.whole(0, 90_000)}${String(740_993 + 2 * at).padStart(6, '0')}`,
        ...row,
      })),
    ),
    target: 'failing',
    decided: { task: 'binary', positive: '1', by: 'stratified', left: {}, rows: 400 },
  },
  {
    name: 'no-numbers.csv',
    content: csv(
      changed(tickets(), ({ hour, length, ...row }) => ({ ...row, day: Number(hour) < 12 ? 'morning' : 'evening' })),
    ),
    target: 'team',
    decided: { task: 'multiclass', by: 'stratified', left: {}, rows: 450 },
  },
  {
    name: 'no-categories.csv',
    content: csv(changed(hires(), (row) => without(row, 'weather'))),
    ...{ target: 'hired', decided: { ...price, rows: 400 } },
  },
  {
    name: 'everything-may-be-missing.csv',
    content: csv(
      changed(customers(), (row, _, draw) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, name !== 'churned' && draw.chance(0.15) ? '' : value]),
        ),
      ),
    ),
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'free-text-beside-numbers.csv',
    content: csv(
      changed(hires(), (row, _, draw) => ({
        ...row,
        note: [
          ...['The lock', draw.one(['was', 'is', 'seems']), draw.one(['broken', 'stiff', 'fine', 'new'])],
          ...[`near the ${draw.one(['bridge', 'park', 'market'])} at stand ${draw.whole(1, 90)},`],
          ...['says the', draw.one(['driver', 'guard', 'rider']), draw.one(['today', 'again', 'by mail'])],
        ].join(' '),
      })),
    ),
    ...{ target: 'hired', decided: { ...price, rows: 400, left: { note: 'free text' } } },
  },
  {
    name: 'one-feature.csv',
    content: csv(changed(houses(), ({ area = '', price: paid = '' }) => ({ area, price: paid }))),
    ...{ target: 'price', decided: price },
  },
];
