import type { Overrides } from '../../src/profile/overrides.ts';
import type { Column, Profile } from '../../src/profile/profile.ts';
import { decide } from '../../src/profile/whole/decide.ts';
import { look } from '../../src/profile/whole/look.ts';
import { inPieces } from './cases.ts';

/** A file in memory, as it comes from a disk. */
export const inMemory = (text: string, size = text.length || 1, path = 'rows.csv') => ({
  ...{ path, compression: '' as const, size: text.length, sha256: () => 'f'.repeat(64) },
  bytes: () => inPieces(Buffer.from(text), size),
});

export const unsaid: Overrides = { kinds: {}, leaveOut: [], keep: {} };

/** What is decided of a text. */
export const decided = async (text: string, said: Partial<Overrides> = {}): Promise<Profile> => {
  const overrides = { ...unsaid, ...said };
  return decide(await look(inMemory(text), overrides), overrides);
};

/** How a cell follows from the number of its row. */
export type Cells = Readonly<Record<string, (at: number) => string | number>>;

/** A table of so many rows. */
export const tableOf = (cells: Cells, many = 240): string =>
  [
    Object.keys(cells).join(','),
    ...Array.from({ length: many }, (_, at) =>
      Object.values(cells)
        .map((cell) => cell(at))
        .join(','),
    ),
  ].join('\n');

/** A number that looks drawn by chance, and is the same each time. */
export const chance = (at: number, below: number, salt = 1): number =>
  Math.floor((((Math.sin((at + 1) * 12.9898 + salt * 78.233) * 43758.5453) % 1) + 1) * below) % below;

/** One with nothing in the way: two numbers, a category, and what is to be predicted. */
export const plain: Cells = {
  size: (at) => chance(at, 50),
  weight: (at) => chance(at, 900, 2) / 10,
  colour: (at) => ['red', 'blue', 'grey'][chance(at, 3, 3)] ?? '',
  sold: (at) => (chance(at, 4, 4) === 0 ? 'yes' : 'no'),
};

export function columnOf({ columns }: Profile, name: string): Column {
  const found = columns.find((one) => one.name === name);
  if (!found) throw new Error(`There is no column ${name}.`);
  return found;
}
