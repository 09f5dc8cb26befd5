import type { Draw } from './draw.ts';
import { changed, customers, hires, loans, patients, readings } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const failing: Decided = { task: 'binary', positive: '1', by: 'stratified', left: {}, rows: 500 };
const day = (at: number): Date => new Date(Date.UTC(2022, 0, 1 + at));
const two = (number: number): string => String(number).padStart(2, '0');
const given = ['Anna', 'James', 'Maria', 'Peter', 'Laura', 'David', 'Emma', 'Thomas', 'Julia', 'Daniel'];
const family = ['Smith', 'Miller', 'Garcia', 'Jones', 'Brown', 'Wilson', 'Weber', 'Rossi', 'Martin', 'Novak'];
const person = (draw: Draw): string => `${draw.one(given)} ${draw.one(family)}`;

/** Rows that hang together, and columns that name somebody or something. */
export const parted: readonly OwnTable[] = [
  {
    name: 'unique-ids.csv',
    content: csv(changed(customers(), (row, at) => ({ customerID: `C-${two(at % 97)}${10_000 + 37 * at}`, ...row }))),
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'customers-repeat.csv',
    content: csv(changed(loans(), (row, at) => ({ customer_id: `K${1_000 + ((at * 53) % 90)}`, ...row }))),
    target: 'defaulted',
    decided: { ...churn, by: 'group', column: 'customer_id', rows: 350 },
  },
  {
    name: 'dates-day-first.csv',
    content: csv(
      changed(hires(), (row, at) => {
        const date = day(at);
        return { date: `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`, ...row };
      }),
    ),
    target: 'hired',
    decided: { task: 'regression', by: 'time', column: 'date', left: {}, rows: 400 },
  },
  {
    name: 'dates-with-zones.csv',
    content: csv(
      changed(readings(), (row, at) => ({
        measured_at: `${new Date(Date.UTC(2024, 2, 1, at)).toISOString().slice(0, 19)}${at % 3 ? '+02:00' : '-05:00'}`,
        ...row,
      })),
    ),
    ...{ target: 'failing', decided: { ...failing, by: 'time', column: 'measured_at' } },
  },
  {
    name: 'dates-of-birth-are-no-time.csv',
    content: csv(
      changed(patients(), (row, _, draw) => ({
        birthday: new Date(Date.UTC(2020 - Number(row.age), draw.whole(0, 11), draw.whole(1, 28)))
          .toISOString()
          .slice(0, 10),
        ...row,
      })),
    ),
    target: 'readmitted',
    decided: { ...churn, rows: 400, left: { birthday: 'personal data' } },
    personal: ['1988-', '1950-'],
  },
  {
    name: 'machines-through-time.csv',
    content: csv(
      changed(readings(), (row, at) => ({
        machine_id: `M-${two(at % 20)}7`,
        recorded: new Date(Date.UTC(2024, 0, 1, 0, 30 * at)).toISOString().slice(0, 16).replace('T', ' '),
        ...row,
      })),
    ),
    ...{ target: 'failing', decided: { ...failing, by: 'time', column: 'recorded' } },
  },
  {
    name: 'e-mail-addresses.csv',
    content: csv(
      changed(customers(), (row, at, draw) => ({
        email: `${person(draw).toLowerCase().replace(' ', '.')}${at}@example.org`,
        'full name': person(draw),
        phone: `+31 6 ${draw.whole(10, 99)} ${draw.whole(100, 999)} ${draw.whole(100, 999)}`,
        ...row,
      })),
    ),
    target: 'churned',
    decided: { ...churn, left: { email: 'personal data', 'full name': 'personal data', phone: 'personal data' } },
    personal: ['@example.org', '+31 6', 'Smith', 'Garcia'],
  },
  {
    name: 'text-that-names-people.csv',
    content: csv(
      changed(loans(), (row, at, draw) => ({
        remark: `${person(draw)} asked on the telephone to be answered at ${draw.one(['anna', 'jim', 'maria'])}.${at}@example.com about the loan`,
        ...row,
      })),
    ),
    target: 'defaulted',
    decided: { ...churn, rows: 350, left: { remark: 'personal data' } },
    personal: ['@example.com', 'Miller'],
  },
  {
    name: 'rows-that-repeat.csv',
    content: csv(customers().flatMap((row, at) => (at % 6 === 0 ? [row, row] : [row]))),
    ...{ target: 'churned', decided: { ...churn, rows: 350 } },
  },
  {
    name: 'what-the-owner-says.csv',
    content: csv(
      changed(customers(), (row, at, draw) => ({ code: draw.one([1, 2, 3, 7]), shop: `s${at % 40}`, ...row })),
    ),
    target: 'churned',
    flags: ['--column', 'code=category', '--leave-out', 'calls', '--group', 'shop', '--positive', 'no'],
    decided: { ...churn, positive: 'no', by: 'group', column: 'shop', left: { calls: 'the owner has left it out' } },
  },
];
