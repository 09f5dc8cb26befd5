import { columns, usual } from '../terminal/columns.ts';
import { listed, thousands } from '../text/say.ts';
import { decidedOf } from './draw-events.ts';
import { drawFolderDecided } from './draw-folder.ts';
import type { Profiled, ProfileTold } from './profiled.ts';

/** So many reasons for which columns are left out: the datasheet names all. */
const shown = 4;

/** Columns that are left out, by why. */
function leftOut(all: Profiled['columns']): string {
  const names = new Map<string, readonly string[]>();
  for (const { name, role, excluded = '' } of all)
    if (role === 'excluded') names.set(excluded, [...(names.get(excluded) ?? []), name]);
  const reasons = [...names].map(([why, those]) => `${listed(those)} (${why})`);
  const more = [...names.values()].slice(shown).flat().length;
  return [...reasons.slice(0, shown), ...(more > 0 ? [`${thousands(more)} more`] : [])].join('; ');
}

/** What was found in the user's data and decided of it, in a few lines, the surprising first. */
export const drawDecided = (told: ProfileTold, width = usual): readonly string[] =>
  'file' in told ? drawTable(told, width) : drawFolderDecided(told, width);

function drawTable(
  { file, rows, columns: all, target, split, events, warnings }: Profiled,
  width: number,
): readonly string[] {
  const features = all.filter(({ role }) => role === 'feature').length;
  const positive = target?.positive === undefined ? '' : `; ${target.positive} counts as 1`;
  const told: readonly (readonly [string, string])[] = [
    ...warnings.map((warning, at) => [at === 0 ? 'Look at' : '', warning] as const),
    ['Data', `${file.path}: ${thousands(rows.kept)} rows${events ? '' : `, ${features} features`}`],
    ...(events ? decidedOf(events) : []),
    ['Target', target ? `${target.name}: ${tasks[target.task]}${positive}` : ''],
    ['Split', split ? `${split.by}${split.column === undefined ? '' : `, by ${split.column}`}` : ''],
    ['Left out', leftOut(all)],
  ];
  return columns(
    told.filter(([, text]) => text !== ''),
    width,
  );
}

export const tasks = { binary: 'two classes', multiclass: 'several classes', regression: 'a number' } as const;
