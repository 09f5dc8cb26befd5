import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Block } from '../../src/profile/blocks/block.ts';
import { Drawn } from '../../src/profile/blocks/drawn.ts';
import { Keys } from '../../src/profile/blocks/keys.ts';
import { hashNumber } from '../../src/profile/hash.ts';
import { collect } from '../../src/profile/kinds/collect.ts';
import type { Dialect } from '../../src/profile/profile.ts';
import { readTable, type Sink } from '../../src/profile/read/table.ts';
import { gather } from '../../src/profile/whole/gather.ts';
import { dialectOf, inPieces } from '../support/cases.ts';

const plain = dialectOf({ name: '', text: '' });

interface Read {
  readonly cells: string[][];
  /** How many of them came many at a time. */
  readonly fast: number;
  /** What was refused, or why all of it was. */
  readonly said: unknown;
}

async function read(text: string, dialect: Dialect, size: number, isFast: boolean): Promise<Read> {
  const cells: string[][] = [];
  let fast = 0;
  const sink: Sink = {
    header: () => {},
    row: (row, number) => {
      expect(number).toBe(cells.length);
      cells.push([...row]);
    },
    ...(isFast
      ? {
          rows: (block, first) => {
            expect(first).toBe(cells.length);
            fast += block.rows;
            for (let row = 0; row < block.rows; row += 1)
              cells.push(Array.from({ length: block.width }, (_, column) => block.cell(row * block.width + column)));
          },
        }
      : {}),
  };
  const said = await readTable(inPieces(Buffer.from(text), size), dialect, sink).catch((error) => String(error));
  return { cells, fast, said };
}

const signs = [
  'a',
  'b',
  '1',
  ' ',
  ',',
  ',',
  '"',
  "'",
  '\n',
  '\n',
  '\r\n',
  '\r',
  'ä',
  '🎉',
  '\\',
  '#',
  '""',
  ',"',
  '",',
];
const line = fc.oneof(
  fc.string({ unit: fc.constantFrom(...signs), maxLength: 8 }),
  fc.constantFrom(
    '1,2,3',
    '"1","2,2",3',
    '"a\r\n\rb",2,3',
    ',,',
    ' ,2,',
    'x,y,z',
    '#,2,3',
    '1,2',
    '1,2,3,,',
    '"1"1,2,3',
    '"a\\",2",3',
    '"a\\\\",2,3',
  ),
);
const text = fc
  .record({ lines: fc.array(line, { minLength: 1, maxLength: 12 }), end: fc.constantFrom('\n', '\r\n', '\r') })
  .map(({ lines, end }) => ['x,y,z', ...lines, '1,2,3', ''].join(end));
const dialect = fc
  .record({
    quote: fc.constantFrom<Dialect['quote']>('"', "'", ''),
    escape: fc.constantFrom<Dialect['escape']>('doubled', 'backslash'),
    comment: fc.constantFrom('', '#'),
    delimiter: fc.constantFrom(',', ',', ', ', '1'),
    header: fc.boolean(),
  })
  .map((way): Dialect => ({ ...plain, ...way }));

describe('rows that are taken many at a time', () => {
  test('are those that are taken one by one, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(text, dialect, fc.integer({ min: 1, max: 40 }), async (content, way, size) => {
        const { fast, ...all } = await read(content, way, size, true);
        const { fast: none, ...each } = await read(content, way, size, false);
        expect(none).toBe(0);
        expect(all).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['plain rows', '1,2,3', 100],
    ['rows with cells in quotes', '"1","2,2","3\n4"', 100],
    ['rows without a first cell', ',2,3', 100],
    ['no row with a quote in a quoted cell', '"1""2",2,3', 0],
    ['rows between others', '1,2\n1,2,3', 100],
    ['rows between headers', 'x,y,z\n1,2,3', 100],
  ])('are %s', async (_, lines, fast) => {
    const content = `x,y,z\n1,1,1\n${`${lines}\n`.repeat(100)}`;
    expect(await read(content, plain, 10_000, true)).toMatchObject({ fast });
  });
});

test('lines are counted over many blocks of rows, with those within cells', async () => {
  const rows = Array.from({ length: 9_000 }, (_, at) => (at % 3 ? `${at},2,3` : `${at},"2\r\n2",3`));
  const content = ['x,y,z', ...rows.slice(0, 8_000), '1,2', ...rows.slice(8_000), '1', ''].join('\n');
  for (const [size, isFast] of [
    [1_000_000, true],
    [10_000, true],
    [1_000_000, false],
  ] as const)
    expect((await read(content, plain, size, isFast)).said).toMatchObject({
      refused: [{ line: 1 + 8_000 + 2_667 + 1 }, { line: 1 + 9_000 + 3_000 + 2 }],
    });
});

describe('a row holds 4,000,000 characters, and no more', () => {
  const long = (many: number): string => 'x'.repeat(many - '1,2,'.length);
  test.each([
    ['plain', (many: number) => `1,2,${long(many)}`],
    ['with a cell in quotes', (many: number) => `1,2,"${long(many - 2)}"`],
    ['with a quote in one', (many: number) => `1,2,"${long(many - 4)}""`.concat('"')],
    ['with a line end in one', (many: number) => `1,2,"${long(many - 3)}\n"`],
  ])('%s, in one piece or in several, many at a time or one by one', async (_, row) => {
    for (const [size, isFast] of [
      [10_000_000, true],
      [10_000_000, false],
      [1_500_000, true],
    ] as const) {
      const text = (many: number): string => `x,y,z\n1,1,1\n${row(many)}\n3,3,3\n`;
      const { cells, said } = await read(text(4_000_000), plain, size, isFast);
      expect(cells.map((one) => one.join().length)).toEqual([5, expect.any(Number), 5]);
      expect(said).toMatchObject({ read: 3, kept: 3 });
      expect((await read(text(4_000_001), plain, size, isFast)).said).toMatch(
        /line 3 has more than 4,000,000 characters/,
      );
    }
  });
});

describe('the key of a cell and the hash of a row', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '0', '.', '-', ' ', '\t', '\u00a0'), maxLength: 4 });
  const blockOf = (cells: readonly string[]): Block => {
    const block = new Block(cells.length, 1);
    block.holdRow(cells);
    new Keys('.').read(block);
    return block;
  };

  test('are the same for the same cells alone; blanks around one make another row', () => {
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(row, row, (one, two) => {
        const [a, b] = [blockOf(one), blockOf(two)];
        expect(a.rowHigh[0] === b.rowHigh[0] && a.rowLow[0] === b.rowLow[0]).toBe(one.join() === two.join());
        for (const at of [0, 1, 2])
          if (a.cell(at) !== '' && b.cell(at) !== '')
            expect(a.high[at] === b.high[at] && a.low[at] === b.low[at]).toBe(a.cell(at) === b.cell(at));
      }),
      { numRuns: 2_000 },
    );
  });

  test('are taken without blanks at the ends of a cell', () => {
    const block = blockOf([' a ', '\t12', ' ', '\u00a0b ', 'a']);
    expect([0, 1, 2, 3, 4].map((at) => block.cell(at))).toEqual(['a', '12', '', 'b', 'a']);
    expect(block.high[0]).toBe(block.high[4]);
    expect(block.value[1]).toBe(12);
  });
});

test('a sample has the rows whose numbers have the smallest hashes, with their cells', () => {
  const [many, most] = [70_000, 20_000];
  const drawn = new Drawn(2);
  for (let row = 0; row < many; row += 1) {
    const block = new Block(2, 1);
    block.holdRow([row % 3 === 0 ? 'NA' : `a cell of row ${row}`, String(row)]);
    drawn.add(block, row);
  }
  const { numbers, cells } = drawn.sample(new Set(['NA']));
  const all = Array.from({ length: many }, (_, row) => row);
  const chosen = new Set(all.toSorted((a, b) => hashNumber(a) - hashNumber(b)).slice(0, most));
  expect(numbers).toEqual(all.filter((row) => chosen.has(row)));
  expect(cells[0]).toEqual(numbers.map((row) => (row % 3 === 0 ? '' : `a cell of row ${row}`)));
  expect(cells[1]).toEqual(numbers.map(String));
});

test('what is gathered many rows at a time is what each cell adds by itself', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'NA',
      'a',
      ' a',
      'a b',
      '1',
      '1.0',
      '-1',
      '007',
      '1e3',
      '2020-01-02',
      '$5',
      'Zoë',
      '1,5',
      'x"y',
    ),
    fc.integer().map(String),
    fc.double({ noNaN: true }).map(String),
  );
  const quoted = (one: string): string => (/[",]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, fc.integer().map(String)), { minLength: 1 }), async (rows) => {
      const content = ['x,y,z', ...rows.map((row) => row.map(quoted).join(',')), ''].join('\n');
      const { columns } = await gather(inPieces(Buffer.from(content), 200), plain);
      const collectors = ['x', 'y', 'z'].map((name, position) => collect(name, position, plain));
      for (const row of rows) for (const [at, one] of row.entries()) collectors[at]?.add(one);
      expect(columns).toEqual(collectors.map((collector) => collector.facts()));
    }),
  );
});
