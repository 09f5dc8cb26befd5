import { counted, listed, percent } from '../../text/say.ts';
import type { Column, Target } from '../profile.ts';
import { fewest } from './classes.ts';

/** A share that is told from so many rows, to within how many points: half the width of a 95 % interval where it is widest. */
const points = (rows: number): number => Math.round(98 / Math.sqrt(Math.max(rows, 1)));

/** A quarter of the rows is the test part, as `params.toml` has it. */
const tested = (rows: number): number => Math.round(rows / 4);

const fewRows = 500;
const fewOfAClass = 30;
const rare = 0.1;

/** What follows from the target's values for what can be claimed. */
export function warningsOf(target: Target, column: Column): readonly string[] {
  const { name, classes, leftOut, missing } = target;
  const said: string[] = [];
  if (missing > 0)
    said.push(
      `${counted(missing, 'row')} of ${counted(column.rows, 'row')} ${missing === 1 ? 'has' : 'have'} no ${name}: ${missing === 1 ? 'it is' : 'they are'} left out, since nothing can be learned from them or measured on them.`,
    );
  if (leftOut.length > 0) {
    const rows = leftOut.reduce((sum, [, count]) => sum + count, 0);
    said.push(
      `${leftOut.length === 1 ? 'The class' : 'The classes'} ${listed(
        leftOut.map(([level, count]) => `${level} (${counted(count, 'row')})`),
        8,
      )} ${leftOut.length === 1 ? 'is' : 'are'} too small to be split (fewer than ${fewest} rows each): ${counted(rows, 'row')} left out, and the model will never predict ${leftOut.length === 1 ? 'it' : 'them'}.`,
    );
  }
  for (const [level, rows] of classes)
    if (rows < fewOfAClass)
      said.push(
        `The class ${level} has ${counted(rows, 'row')}, about ${tested(rows)} of them in the test part: how many of its rows are found is known only to within ${Math.min(points(tested(rows)), 50)} points.`,
      );
  const usable = classes.length ? classes.reduce((sum, [, rows]) => sum + rows, 0) : column.rows - missing;
  const fewestShare = classes.length ? Math.min(...classes.map(([, rows]) => rows)) / usable : 1;
  const rarest = classes.find(([, rows]) => rows / usable === fewestShare);
  if (rarest && fewestShare < rare && target.task === 'binary')
    said.push(
      `The classes are unequal: ${rarest[0]} has ${percent(fewestShare)} of the rows, so saying the other class always is right for ${percent(1 - fewestShare)}; look at precision and recall, not at accuracy.`,
    );
  if (rarest && fewestShare < rare / classes.length && target.task === 'multiclass')
    said.push(
      `The classes are unequal: ${rarest[0]} has ${percent(fewestShare)} of the rows, so accuracy hides how it fares; look at the recall of each class.`,
    );
  const known =
    target.task === 'regression'
      ? 'intervals will be wide'
      : `a share measured there is known only to within ${Math.min(points(tested(usable)), 50)} points`;
  if (usable < fewRows)
    said.push(
      `There are ${counted(usable, 'row')} to learn from and test on, about ${tested(usable)} of them in the test part: ${known}, so small differences between models cannot be claimed.`,
    );
  return said;
}
