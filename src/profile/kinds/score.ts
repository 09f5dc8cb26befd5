import { points } from './points.ts';
import { type Family, families, type Rule } from './rule.ts';
import { rules } from './rules.ts';
import type { View } from './view.ts';

type Points = Readonly<Partial<Record<Family, number>>>;

/** "number +1.2, category -0.4", as an object. */
const read = (text: string): Points =>
  Object.fromEntries(
    text.split(', ').map((each) => {
      const [family = '', value = '0'] = each.split(' ');
      return [family, Number(value)];
    }),
  );

const table: readonly (readonly [rule: Rule, points: Points])[] = rules.map((rule) => [
  rule,
  read(points[rule.name] ?? ''),
]);

export interface Score {
  readonly chances: Readonly<Record<Family, number>>;
  /** What speaks most for one family against another, in words. */
  readonly reasons: (family: Family, against: Family) => readonly string[];
}

/** The points of all rules that hold, as chances that add up to 1. */
export function score(column: View): Score {
  const holding = table.filter(([rule]) => rule.when(column));
  const sums = families.map((family) => holding.reduce((sum, [, each]) => sum + (each[family] ?? 0), 0));
  const most = Math.max(...sums);
  const total = sums.reduce((sum, value) => sum + Math.exp(value - most), 0);
  const chances = Object.fromEntries(families.map((family, at) => [family, Math.exp((sums[at] ?? 0) - most) / total]));
  return {
    chances: chances as Record<Family, number>,
    reasons: (family, against) =>
      holding
        .map(([rule, each]) => [rule.reason, (each[family] ?? 0) - (each[against] ?? 0)] as const)
        .filter(([reason, weight]) => weight > 0 && reason !== '')
        .toSorted((one, two) => two[1] - one[1])
        .map(([reason]) => reason),
  };
}
