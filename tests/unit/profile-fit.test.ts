import { expect, test } from 'vitest';
import { collect } from '../../src/profile/kinds/collect.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Dialect, Kind } from '../../src/profile/profile.ts';
import { fitOf } from '../../src/profile/whole/fit.ts';

const dialect: Dialect = { ...plainCsv, missing: ['NA'] };

const counted = (many: number, cell: (at: number) => string): readonly string[] =>
  Array.from({ length: many }, (_, at) => cell(at));

test.each<[trap: string, kind: Kind, cells: readonly string[], fit: object]>([
  ['numbers alone', 'integer', counted(60, String), { kind: 'integer' }],
  ['words are levels', 'category', ['a', 'b', '1'], { kind: 'category' }],
  ['what is missing is no stray', 'number', [...counted(60, (at) => `${at}.5`), 'NA', ''], { kind: 'number' }],
  ['a word among numbers', 'number', [...counted(60, String), 'unknown'], { kind: 'number', strays: ['unknown'] }],
  ['no finite number', 'number', [...counted(60, String), 'inf'], { kind: 'number', strays: ['inf'] }],
  ['decimals among whole numbers', 'integer', [...counted(60, String), '1.5'], { kind: 'number' }],
  [
    'units after half of the file',
    'number',
    [...counted(60, String), ...counted(60, (at) => `${at} kg`)],
    { kind: 'embedded' },
  ],
  [
    'a word among dates',
    'date',
    [...counted(28, (at) => `2024-01-${String(at + 1).padStart(2, '0')}`), 'soon'],
    { kind: 'date', strays: ['soon'] },
  ],
  [
    'dates in several formats',
    'date',
    [...counted(9, (at) => `2024-01-0${at + 1}`), ...counted(9, (at) => `0${at + 1}.05.2024`)],
    { kind: 'date', unfit: 'its dates are written in several ways, of which no one reads them all' },
  ],
  ['no number at all', 'number', counted(60, (at) => `w${at}x`), { kind: 'number', unfit: 'its cells are no numbers' }],
  [
    'too many words to name',
    'number',
    [...counted(60, String), ...counted(1500, (at) => `word ${'abc'.charAt(at % 3)}${at}z`)],
    { kind: 'number', unfit: '1,500 cells are no numbers, too many to name' },
  ],
])('%s, read as %s', (_, kind, cells, fit) => {
  const column = collect('x', 0, dialect);
  for (const cell of cells) column.add(cell);
  expect(fitOf(kind, column.facts(), dialect)).toEqual(fit);
});
