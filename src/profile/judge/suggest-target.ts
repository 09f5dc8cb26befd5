import { counted } from '../../text/say.ts';
import type { Column } from '../profile.ts';
import { fewest, mostClasses, readAs } from './classes.ts';
import { isWord, wordIn } from './names.ts';

export interface Suggestion {
  readonly name: string;
  readonly reasons: readonly string[];
}

/** Names that say nothing but that. */
const plain = new Set(
  'target label class y outcome response dependent dv ground truth|ground truth|target variable|class label'
    .split('|')
    .flatMap((words, at) => (at ? [words] : words.split(' '))),
);

/** Words for what people predict, and for what came out in the end. */
const strong = new Set(
  'target label outcome churn churned attrition exited survived survival default defaulted fraud fraudulent converted conversion diagnosis'
    .concat(
      ' readmitted approved response responded subscribed subscription purchased clicked cancelled canceled species spam sentiment',
    )
    .concat(
      ' class malignant mortality died death admitted passed result deposit income50k risk loan|loan status|credit risk',
    )
    .split('|')
    .flatMap((words, at) => (at ? [words] : words.split(' '))),
);
const weak = new Set(
  'y status category type price cost sales revenue salary wage income rent value charges amount score grade rating quality rank strength'
    .concat(' demand consumption count mpg yield progression points success failure win winner won attending')
    .split(' '),
);

/** The likely targets with what speaks for each, the likeliest first; at most three. */
export function suggestTarget(columns: readonly Column[]): readonly Suggestion[] {
  const last = columns.at(-1);
  return columns
    .filter(couldBe)
    .map((column) => ({ name: column.name, position: column.position, ...scored(column, column === last) }))
    .toSorted((a, b) => b.score - a.score || b.position - a.position)
    .slice(0, 3)
    .map(({ name, reasons }) => ({ name, reasons }));
}

function couldBe(column: Column): boolean {
  if (column.distinct < 2 || column.kind === 'identifier' || column.personal !== undefined) return false;
  const read = readAs(column);
  if (!read) return false;
  if (read.as === 'quantity') return column.rows - column.missing >= fewest;
  return column.distinct <= mostClasses && column.levels.filter(([, rows]) => rows >= fewest).length >= 2;
}

function scored(column: Column, isLast: boolean): { readonly score: number; readonly reasons: readonly string[] } {
  const found: (readonly [points: number, reason: string])[] = [];
  const word = wordIn(column.name, strong);
  const hint = wordIn(column.name, weak);
  if (isWord(column.name, plain)) found.push([6, 'its name says that it is the target']);
  else if (word) found.push([5, `"${word}" in its name is what people predict`]);
  else if (hint) found.push([2.5, `"${hint}" in its name is often predicted`]);
  if (isLast) found.push([2, 'it is the last column']);
  if (column.position === 0) found.push([0.5, 'it is the first column']);
  const read = readAs(column);
  if (column.distinct === 2) found.push([1, 'it has two values']);
  else if (read?.as === 'classes' && column.distinct <= 20)
    found.push([0.5, `it has ${counted(column.distinct, 'class', 'classes')}`]);
  else found.push([0.2, 'it is a quantity']);
  const missing = column.missing / column.rows;
  const score = found.reduce((sum, [points]) => sum + points, 0) - 4 * missing;
  return { score, reasons: found.toSorted((a, b) => b[0] - a[0]).map(([, reason]) => reason) };
}
