import { changed, customers, hires, houses, loans, patients, readings, tickets } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const teams: Decided = { task: 'multiclass', by: 'stratified', left: {}, rows: 450 };

/** Targets that ask for care. */
export const oddTargets: readonly OwnTable[] = [
  {
    name: 'target-missing-in-rows.csv',
    content: csv(changed(loans(), (row, at) => (at % 11 === 3 ? { ...row, defaulted: '' } : row))),
    ...{ target: 'defaulted', decided: { ...churn, rows: 350 } },
  },
  {
    name: 'class-of-three-rows.csv',
    content: csv(changed(tickets(), (row, at) => (at % 150 === 7 ? { ...row, team: 'legal' } : row))),
    ...{ target: 'team', decided: teams },
  },
  { name: 'several-classes.csv', content: csv(tickets()), target: 'team', decided: teams },
  {
    name: 'classes-written-as-numbers.csv',
    content: csv(
      changed(tickets(), ({ team = '', ...row }) => ({
        ...row,
        grade: { network: 1, devices: 2, accounts: 3 }[String(team)] ?? 0,
      })),
    ),
    ...{ target: 'grade', decided: teams },
  },
  {
    name: 'rare-positives.csv',
    content: csv(readings(600, -5)),
    target: 'failing',
    decided: { task: 'binary', positive: '1', by: 'stratified', left: {}, rows: 600 },
  },
  {
    name: 'no-signal.csv',
    content: csv(changed(patients(300), (row, _, draw) => ({ ...row, readmitted: draw.one(['yes', 'no', 'no']) }))),
    ...{ target: 'readmitted', decided: churn, fails: true },
  },
  {
    name: 'no-signal-in-a-number.csv',
    content: csv(
      changed(houses(), (row, _, draw) => ({ ...row, price: (200_000 + 9_000 * draw.normal()).toFixed(0) })),
    ),
    target: 'price',
    decided: { task: 'regression', by: 'stratified', left: {}, rows: 300 },
    fails: true,
  },
  {
    name: 'eighty-rows.csv',
    content: csv(customers(80)),
    ...{ target: 'churned', decided: { ...churn, rows: 80 } },
  },
  {
    name: 'negative-target.csv',
    content: csv(
      changed(hires(), (row) => ({ ...row, hired: Number(row.hired) - 150 })),
      {
        names: ['warmth', 'humidity', 'weather', 'balance'],
      },
    ),
    target: 'balance',
    decided: { task: 'regression', by: 'stratified', left: {}, rows: 400 },
  },
];
