import type { Field, Rows } from './field.ts';
import { foretell } from './foretell.ts';
import { byValue, type Groups, ranksIn } from './groups.ts';
import { explained, explainedButFew, mean } from './measure.ts';
import { isEnough, picked } from './power.ts';

/** Rows of one kind side by side; a shorter run is what a strong but honest column has where the classes meet. */
const shortestRun = 4;
/** As much of a column told by the target is all of it. */
const whole = 0.999;
/** The share of rows beside which a function may jump. */
const jumps = 0.02;
/** What the means of neighbours tell of any function that could be seen. */
const smooth = 0.7;

/** How a column and the target determine each other without that a foretelling from other folds would see all of it. */
export function patternOf(field: Field, rows: Rows): string | undefined {
  const { groups, values } = field;
  if (rows.classes > 0) return groups && inPieces(groups, rows) ? 'each class has ranges of its own in it' : undefined;
  if (isEnough(rows.y, 0) && inRanges(field, rows)) return 'each of its values has a range of the target of its own';
  if (!groups || !values) return undefined;
  if (isFunction(groups, rows.ranks, rows.fold)) return 'the target is a function of it';
  const ranks = ranksIn(groups, rows.count);
  const known =
    groups.order.length === rows.count
      ? rows.order
      : byValue(rows.y.map((value, row) => (ranks[row] ? value : Number.NaN)));
  return isFunction(known, ranks, rows.fold) ? 'it is a function of the target' : undefined;
}

/** Whether the classes lie in a few whole ranges of a quantity. */
function inPieces({ order, starts }: Groups, { y, classes }: Rows): boolean {
  if (!isEnough(picked(y, order), classes)) return false;
  let run = 0;
  let before = -1;
  for (let at = 0; at + 1 < starts.length; at += 1) {
    const from = starts[at] ?? 0;
    const to = starts[at + 1] ?? 0;
    const own = y[order[from] ?? 0] ?? 0;
    for (let place = from + 1; place < to; place += 1) if (y[order[place] ?? 0] !== own) return false;
    if (own !== before && before >= 0 && run < shortestRun) return false;
    run = own === before ? run + to - from : to - from;
    before = own;
  }
  return run >= shortestRun;
}

/** Whether the rows of each value lie side by side where rows are sorted by the target. */
function inRanges({ codes, distinct }: Field, { order: { order, starts } }: Rows): boolean {
  if (distinct < 2 || distinct > order.length / 4) return false;
  const rowsOf = new Int32Array(distinct);
  let runs = 0;
  let before = -1;
  for (let at = 0; at + 1 < starts.length; at += 1) {
    const held = new Set<number>();
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1) {
      const code = codes[order[place] ?? 0] ?? -1;
      if (code < 0) continue;
      held.add(code);
      rowsOf[code] = (rowsOf[code] ?? 0) + 1;
    }
    if (held.size > 1) return false;
    for (const code of held) {
      if (code !== before) runs += 1;
      before = code;
    }
    if (runs > distinct) return false;
  }
  // Of values that are rare but for one, it would be chance.
  return (
    runs === distinct &&
    rowsOf
      .toSorted()
      .slice(0, -1)
      .reduce((sum, many) => sum + many, 0) >= 5
  );
}

/** Whether ranks are a function of the values by which rows are sorted, but for the few rows where it jumps. */
function isFunction(groups: Required<Groups>, ranks: Float64Array, fold: Uint8Array): boolean {
  const y = picked(ranks, groups.order);
  if (!isEnough(y, 0) || groups.values.length < 2 || told(y) < smooth) return false;
  const { guess } = foretell(groups, { y: ranks, classes: 0, fold });
  return explainedButFew(y, guess, jumps) >= whole;
}

/** How much of it the means of neighbours tell: next to nothing, where it is no function. */
function told(y: Float64Array): number {
  const span = Math.max(3, Math.floor(y.length / 100));
  const guess = new Float64Array(y.length);
  for (let from = 0; from < y.length; from += span) {
    const some = y.subarray(from, from + span);
    guess.fill(mean(some), from, from + span);
  }
  return explained(y, guess);
}
