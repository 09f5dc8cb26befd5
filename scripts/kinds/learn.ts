import { type Family, families } from '../../src/profile/kinds/rule.ts';
import { rules } from '../../src/profile/kinds/rules.ts';
import { view } from '../../src/profile/kinds/view.ts';
import { familyOf, type Labelled } from './columns.ts';

/** What each rule says for and against each family. */
export type Weights = ReadonlyMap<string, Readonly<Record<Family, number>>>;

const width = families.length;
/** A file of many columns must not outvote the others. */
const mostOfOneFile = 150;
const steps = 1500;

/**
 * Fits points by multinomial logistic regression with a penalty on their squares, by accelerated gradient descent
 * (Nesterov). Begins at nothing and takes every row in each step, so that it gives the same points each time.
 */
export function learn(columns: readonly Labelled[], penalty = 1): Weights {
  const perFile = new Map<string, number>();
  for (const { file } of columns) perFile.set(file, (perFile.get(file) ?? 0) + 1);
  const cases = columns.map((column) => {
    const seen = view(column.traits);
    return {
      holds: rules.flatMap(({ when }, at) => (when(seen) ? [at] : [])),
      family: families.indexOf(familyOf(column.label)),
      weight: Math.min(1, mostOfOneFile / (perFile.get(column.file) ?? 1)),
    };
  });
  const size = rules.length * width;
  let points = new Float64Array(size);
  let ahead = new Float64Array(size);
  const gradient = new Float64Array(size);
  const chances = new Float64Array(width);
  const step = 2 / cases.reduce((sum, { holds, weight }) => sum + weight * holds.length, 0);
  for (let turn = 0; turn < steps; turn += 1) {
    for (let at = 0; at < size; at += 1) gradient[at] = penalty * (ahead[at] ?? 0);
    for (const { holds, family, weight } of cases) {
      spread(holds, ahead, chances);
      for (let of = 0; of < width; of += 1) {
        const slope = weight * ((chances[of] ?? 0) - (of === family ? 1 : 0));
        for (const rule of holds) gradient[rule * width + of] = (gradient[rule * width + of] ?? 0) + slope;
      }
    }
    const next = ahead.map((value, at) => value - step * (gradient[at] ?? 0));
    const pull = turn / (turn + 3);
    ahead = next.map((value, at) => value + pull * (value - (points[at] ?? 0)));
    points = next;
  }
  const row = (at: number): Readonly<Record<Family, number>> =>
    Object.fromEntries(families.map((family, of) => [family, points[at * width + of] ?? 0])) as Record<Family, number>;
  return new Map(rules.map(({ name }, at) => [name, row(at)]));
}

/** The chance of each family, from the rules that hold. */
function spread(holds: readonly number[], points: Float64Array, chances: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let of = 0; of < width; of += 1) {
    let sum = 0;
    for (const rule of holds) sum += points[rule * width + of] ?? 0;
    chances[of] = sum;
    if (sum > most) most = sum;
  }
  let total = 0;
  for (let of = 0; of < width; of += 1) total += chances[of] = Math.exp((chances[of] ?? 0) - most);
  for (let of = 0; of < width; of += 1) chances[of] = (chances[of] ?? 0) / total;
}

/** The points as the source that the judge reads: rounded to tenths, those of no weight left out. */
export function sourceOf(weights: Weights): string {
  const lines = [...weights].map(([name, each]) => {
    const said = families.flatMap((family) => {
      const tenths = Math.round(each[family] * 10) / 10;
      return Math.abs(tenths) >= 0.2 ? [`${family} ${tenths > 0 ? '+' : ''}${tenths}`] : [];
    });
    return `  ${/^\w+$/.test(name) ? name : `'${name}'`}: '${said.join(', ')}',`;
  });
  return `/**
 * What each rule says for (+) and against (-) what a column may be, in logits. \`npm run kinds -- <file> --learn\` fits
 * them to a file in SortingHat's form, with a penalty on large ones, and writes this file.
 */
// biome-ignore format: a row stands in a line
export const points: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}
