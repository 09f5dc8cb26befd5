import { usage } from '../../errors.ts';
import { listed } from '../../text/say.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { Column, Target } from '../profile.ts';

/** The column of a name that the owner has typed. */
export function named(columns: readonly Column[], name: string, flag = '--target'): Column {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  const names = columns.map((column) => column.name);
  const meant = didYouMean(name, names);
  throw usage(
    `There is no column ${name}.`,
    meant === undefined ? `Give ${flag} one of ${listed(names, 12)}.` : `Did you mean ${flag} '${meant}'?`,
    [flag],
  );
}

/** The column that the owner wants rows to be parted by. */
export function partedBy(columns: readonly Column[], name: string, target: Target, flag: string): Column {
  const column = named(columns, name, flag);
  if (name === target.name)
    throw usage(
      `The column ${name} is the target, so it cannot part the rows.`,
      `Choose another column with ${flag}, or leave it out.`,
      [flag],
    );
  if (column.unfit !== undefined)
    throw usage(
      `The column ${name} cannot part the rows: ${column.unfit}.`,
      `Mend its cells in the file, or choose another column with ${flag}.`,
      [flag],
    );
  return column;
}
