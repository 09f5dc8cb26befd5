import { counted, thousands } from '../../text/say.ts';
import type { Suggestion } from '../judge/suggest-target.ts';
import type { Column, Reasons } from '../profile.ts';
import { namingOf, type Part, valueNamed } from './names.ts';

/** A column that says who, or what, with what speaks for it. */
export interface Named {
  readonly column: Column;
  readonly reasons: Reasons;
  readonly sure: boolean;
}

/** What the columns say of themselves: who took what. */
interface Recognised {
  readonly user?: Named;
  readonly item?: Named;
  /** Whether they hardly can be anything but events. */
  readonly clear: boolean;
}

/** Of fewer items a list of ten holds all. */
export const fewestItems = 11;

/** Of these, `embedded` is what `C-17` looks like where there are few of each. */
const naming: readonly Column['kind'][] = ['identifier', 'integer', 'category', 'ordered', 'text', 'url', 'embedded'];

export const present = ({ rows, missing }: Column): number => rows - missing;

/** How often each value of a column comes, in words. */
export const repeats = (column: Column): string =>
  `${thousands(column.distinct)} of them in ${counted(present(column), 'row')}`;

/** Whether a column may name users or items: its values come again. */
export const mayName = (column: Column): boolean =>
  naming.includes(column.kind) && column.distinct >= 2 && column.distinct < present(column);

/** Users and items as their names say, where the columns bear it out. */
export function recognise(columns: readonly Column[]): Recognised {
  const user = byName(columns, 'user');
  const item = byName(
    columns.filter((column) => column !== user?.column),
    'item',
  );
  const clear = user?.sure === true && item?.sure === true && item.column.distinct >= fewestItems;
  return { ...(user ? { user } : {}), ...(item ? { item } : {}), clear };
}

function byName(columns: readonly Column[], part: Part): Named | undefined {
  const found = columns.filter(mayName).flatMap((column) => {
    const named = namingOf(column.name, part);
    return named ? [{ column, ...named }] : [];
  });
  const [best] = found.toSorted((a, b) => b.rank - a.rank || a.column.position - b.column.position);
  if (!best) return undefined;
  const reasons = [`"${best.word}" in its name says ${part === 'user' ? 'who' : 'what'}`, repeats(best.column)];
  return { column: best.column, reasons, sure: best.sure };
}

/** The columns that may be meant where no name tells, the likeliest first: who stands before what, in most files. */
export function likely(columns: readonly Column[], part: Part, other?: string): readonly Suggestion[] {
  const able = columns.filter((column) => column.name !== other && mayName(column) && column.distinct >= fewestItems);
  const named = byName(able, part)?.column;
  const plain = able.filter(({ name }) => name === named?.name || valueNamed(name) === undefined);
  const rest = plain.filter((column) => column !== named && namingOf(column.name, otherOf(part)) === undefined);
  // Who comes first, and then what: without a word for either, the first two columns that name something.
  const first = part === 'user' || other !== undefined || named ? rest : [...rest.slice(1), ...rest.slice(0, 1)];
  const names = [...(named ? [named] : []), ...first];
  return names.map((column, at) => ({
    name: column.name,
    reasons: [
      ...(column === named ? [`its name says ${part === 'user' ? 'who' : 'what'}`] : []),
      ...(column !== named && at === 0 ? [`it names something, and is ${place(part)}`] : []),
      repeats(column),
    ],
  }));
}

const otherOf = (part: Part): Part => (part === 'user' ? 'item' : 'user');

const place = (part: Part): string => (part === 'user' ? 'the first that does' : 'the next that does');
