import { gzipSync } from 'node:zlib';
import { changed, customers, hires, houses, loans, patients, tickets } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const price: Decided = { task: 'regression', by: 'stratified', left: {}, rows: 300 };

const decimalComma = (value: string | number): string => String(value).replace('.', ',');

/** Thousands with points, and a comma before the cents: 1.234.567,89. */
const german = (value: string | number): string =>
  Number(value).toLocaleString('de-DE', { minimumFractionDigits: 2, useGrouping: true });

const lines = csv(customers()).split('\n');

/** Each is the same kind of table, written in another way. */
export const inOtherWords: readonly OwnTable[] = [
  {
    name: 'semicolon-and-decimal-comma.csv',
    content: csv(
      changed(houses(), (row) => ({
        ...row,
        area: decimalComma(row.area ?? ''),
        price: decimalComma(row.price ?? ''),
      })),
      { delimiter: ';' },
    ),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'thousands-points.csv',
    content: csv(
      changed(houses(), (row) => ({ ...row, area: decimalComma(row.area ?? ''), price: german(row.price ?? '') })),
      { delimiter: ';' },
    ),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'byte-order-mark-and-crlf.csv',
    content: `\ufeff${csv(customers(), { end: '\r\n' })}`,
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'utf-16.csv',
    content: Buffer.from(`\ufeff${csv(customers(), { delimiter: '\t' })}`, 'utf16le'),
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'windows-1252.csv',
    content: Buffer.from(
      csv(changed(patients(), ({ smoker, ...row }) => ({ größe: smoker === 'never' ? 'groß' : 'für klein', ...row }))),
      'latin1',
    ),
    ...{ target: 'readmitted', decided: { ...churn, rows: 400 } },
  },
  {
    name: 'title-lines-above-the-header.csv',
    content: `Customers of the year 2023\nexported by the billing system\n\n${csv(customers())}`,
    ...{ target: 'churned', decided: churn },
  },
  {
    name: 'gzip.csv.gz',
    content: gzipSync(csv(customers()), { level: 9 }),
    ...{ target: 'churned', decided: churn },
  },
  { name: 'tabs.tsv', content: csv(hires(), { delimiter: '\t' }), target: 'hired', decided: { ...price, rows: 400 } },
  {
    name: 'pipes.txt',
    content: csv(loans(), { delimiter: '|' }),
    target: 'defaulted',
    decided: { ...churn, rows: 350 },
  },
  {
    name: 'json-lines.jsonl',
    content: tickets()
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
    target: 'team',
    decided: { task: 'multiclass', by: 'stratified', left: {}, rows: 450 },
  },
  {
    name: 'json-list.json',
    content: JSON.stringify(houses().map((row) => ({ ...row, price: Number(row.price), area: Number(row.area) }))),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'ragged-rows-below-the-share.csv',
    content: lines.map((line, at) => (at === 41 || at === 207 ? `${line},more,than,that` : line)).join('\n'),
    ...{ target: 'churned', decided: { ...churn, rows: 298, refused: 2 } },
  },
  {
    name: 'no-header.csv',
    content: csv(customers()).split('\n').slice(1).join('\n'),
    ...{ target: 'column_5', decided: churn },
  },
  {
    name: 'quoted-line-breaks.csv',
    content: csv(
      changed(tickets(300), (row, at, draw) => ({
        text: `${draw.one(['It does not', 'Why does it', 'Since May it does'])} ${draw.one(['work', 'ring', 'start'])}.\nThe "red" lamp is ${draw.one(['on', 'off', 'blinking'])},\r\nfor ${at % 97} days ${draw.one(['now', 'or so', 'at least'])}.`,
        ...row,
      })),
    ),
    target: 'team',
    decided: { task: 'multiclass', by: 'stratified', left: { text: 'free text' }, rows: 300 },
  },
];
