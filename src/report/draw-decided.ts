import { columns, usual } from '../terminal/columns.ts';
import { thousands } from '../text/say.ts';
import { decidedOf } from './draw-events.ts';
import { drawFolderDecided } from './draw-folder.ts';
import type { Profiled, ProfileTold } from './profiled.ts';

/** Why columns are left out, for so many of them: the datasheet names all. */
const shown = 4;

/** What was found in the user's data and decided of it, in a few lines, the surprising first. */
export const drawDecided = (told: ProfileTold, width = usual): readonly string[] =>
  'file' in told ? drawTable(told, width) : drawFolderDecided(told, width);

function drawTable(
  { file, rows, columns: all, target, split, events, warnings }: Profiled,
  width: number,
): readonly string[] {
  const left = all.filter(({ role }) => role === 'excluded');
  const features = all.filter(({ role }) => role === 'feature').length;
  const named = left.slice(0, shown).map(({ name, excluded = '' }) => `${name} (${excluded})`);
  const more = left.length > shown ? [`${left.length - shown} more`] : [];
  const positive = target?.positive === undefined ? '' : `; ${target.positive} counts as 1`;
  const told: readonly (readonly [string, string])[] = [
    ...warnings.map((warning, at) => [at === 0 ? 'Look at' : '', warning] as const),
    ['Data', `${file.path}: ${thousands(rows.kept)} rows${events ? '' : `, ${features} features`}`],
    ...(events ? decidedOf(events) : []),
    ['Target', target ? `${target.name}: ${tasks[target.task]}${positive}` : ''],
    ['Split', split ? `${split.by}${split.column === undefined ? '' : `, by ${split.column}`}` : ''],
    ['Left out', [...named, ...more].join('; ')],
  ];
  return columns(
    told.filter(([, text]) => text !== ''),
    width,
  );
}

export const tasks = { binary: 'two classes', multiclass: 'several classes', regression: 'a number' } as const;
