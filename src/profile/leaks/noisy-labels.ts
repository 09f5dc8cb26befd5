import type { Field, Rows } from './field.ts';
import { type Witness, witnessesFor } from './witnesses.ts';

/** Labels of which more are changed are no copy any more. */
export const mostChanged = 0.05;
/** How sure the witnesses must be that rows which disagree are unlike the others, for the column to be a fact of its own. */
const surelyOneSided = 2.5;
const surelyOfOne = 0.002;
const fewestRows = 50;
/** A spread that is rounding. */
const negligible = 1e-9;

export interface Agreement {
  /** Of all rows. */
  readonly share: number;
  readonly changed: number;
}

/**
 * Whether a column is the target with some labels changed by chance: it has a level for each class, all but a few rows agree, and
 * those that do not are like the others of their class in every other column. Where an honest column errs, its row is unlike its class.
 */
export function noisyLabels(field: Field, rows: Rows): Agreement | undefined {
  const { y, classes, count } = rows;
  if (field.distinct !== classes || count - field.missing < fewestRows || field.missing > mostChanged * count)
    return undefined;
  const table = Array.from({ length: classes }, () => new Int32Array(classes));
  const size = new Int32Array(classes);
  field.codes.forEach((code, row) => {
    const own = table[y[row] ?? 0];
    if (code < 0 || !own) return;
    own[code] = (own[code] ?? 0) + 1;
    size[y[row] ?? 0] = (size[y[row] ?? 0] ?? 0) + 1;
  });
  const levelOf = table.map((own) => own.indexOf(Math.max(...own)));
  if (new Set(levelOf).size < classes) return undefined;
  const agrees = (at: number): number => table[at]?.[levelOf[at] ?? 0] ?? 0;
  if (size.some((many, at) => many > 0 && agrees(at) / many < least(many))) return undefined;
  const all = size.reduce((sum, many) => sum + many, 0);
  const agreeing = [...size.keys()].reduce((sum, at) => sum + agrees(at), 0);
  if (agreeing / all < least(all)) return undefined;
  const classOf = new Int32Array(classes);
  levelOf.forEach((level, at) => {
    classOf[level] = at;
  });
  const witnesses = witnessesFor(field, rows);
  const said = Float64Array.from(field.codes, (code, row) => (code < 0 ? (y[row] ?? 0) : (classOf[code] ?? 0)));
  if (leaning(said, rows, witnesses) > surelyOneSided || unlikeliest(said, rows, witnesses) < surelyOfOne)
    return undefined;
  return { share: agreeing / all, changed: all - agreeing };
}

/** By chance, of so many rows more may be changed than the share says. */
const least = (rows: number): number => 1 - mostChanged - 3 * Math.sqrt((mostChanged * (1 - mostChanged)) / rows);

/** Whether rows that disagree lean to the class that the column says, in all other columns together: in deviations of chance. */
function leaning(said: Float64Array, { y, classes }: Rows, witnesses: readonly Witness[]): number {
  let sum = 0;
  let changed = 0;
  const means = witnesses.map((witness) => meansOf(witness, y, classes));
  for (let own = 0; own < classes; own += 1)
    for (let other = 0; other < classes; other += 1) {
      const disagreeing = rowsWhere((row) => own !== other && y[row] === own && said[row] === other, y.length);
      if (disagreeing.length === 0) continue;
      const members = rowsWhere((row) => y[row] === own, y.length);
      const lean = (row: number): number =>
        witnesses.reduce(
          (total, witness, at) => total + ((means[at]?.[other] ?? 0) - (means[at]?.[own] ?? 0)) * (witness[row] ?? 0),
          0,
        );
      const { middle, spread } = summary(members.map(lean));
      if (spread < negligible) continue;
      for (const row of disagreeing) sum += (lean(row) - middle) / spread;
      changed += disagreeing.length;
    }
  return changed ? sum / Math.sqrt(changed) : 0;
}

/** The chance that some one column tells rows that disagree from the others of their class as it does, as if all were one try. */
function unlikeliest(said: Float64Array, { y, classes }: Rows, witnesses: readonly Witness[]): number {
  const parts = Array.from({ length: classes }, (_, own) => ({
    members: rowsWhere((row) => y[row] === own, y.length),
    disagreeing: rowsWhere((row) => y[row] === own && said[row] !== own, y.length),
  })).filter(({ disagreeing, members }) => disagreeing.length >= 3 && disagreeing.length < members.length);
  if (parts.length === 0) return 1;
  const chances = witnesses.map((witness) => {
    let square = 0;
    let degrees = 0;
    for (const { members, disagreeing } of parts) {
      const values = members.map((row) => witness[row] ?? 0);
      const { middle, spread } = summary(values);
      const farthest = values.reduce((most, value) => Math.max(most, Math.abs(value - middle)), 0);
      // A level that is rare within the class would be in a few of the rows that disagree by chance, or in none.
      if (spread < negligible || disagreeing.length * (spread / farthest) ** 2 < 2) continue;
      degrees += 1;
      const own = summary(disagreeing.map((row) => witness[row] ?? 0)).middle;
      const share = 1 - disagreeing.length / members.length;
      square += ((own - middle) ** 2 * disagreeing.length) / (spread * spread * share);
    }
    return degrees ? beyond(square, degrees) : 1;
  });
  return Math.min(1, Math.min(...chances, 1) * witnesses.length);
}

function meansOf(witness: Witness, y: Float64Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const rows = new Float64Array(classes);
  witness.forEach((value, row) => {
    const at = y[row] ?? 0;
    sums[at] = (sums[at] ?? 0) + value;
    rows[at] = (rows[at] ?? 0) + 1;
  });
  return sums.map((sum, at) => sum / (rows[at] || 1));
}

function rowsWhere(holds: (row: number) => boolean, count: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row += 1) if (holds(row)) rows.push(row);
  return rows;
}

function summary(values: readonly number[]): { readonly middle: number; readonly spread: number } {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { middle, spread: Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length) };
}

/** The chance of a larger sum of so many squares of normal values, as Wilson and Hilferty have it. */
export function beyond(square: number, many: number): number {
  const spread = 2 / (9 * many);
  return normalTail(((square / many) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread));
}

/** The chance of a larger normal value, to seven digits (Abramowitz and Stegun, 26.2.17). */
export function normalTail(value: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(value));
  const density = Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return value >= 0 ? tail : 1 - tail;
}
