import { chanceOf } from '../../scripts/leaks/chance.ts';
import { cleanColumns } from '../../scripts/leaks/plant.ts';
import { type Cells, columnOf, sampleOf } from '../../scripts/leaks/table.ts';
import { readTarget } from '../../src/profile/judge/target.ts';
import { suspicions } from '../../src/profile/leaks/leaks.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Suspicion } from '../../src/profile/profile.ts';

/** What is suspected in a table of cells, with the target beside them. */
export function suspectedIn(cells: Cells, group?: string): readonly Suspicion[] {
  const columns = Object.entries(cells).map(([name, values], at) => columnOf(name, at, values));
  const { target } = readTarget(columns, 'y');
  return suspicions(sampleOf(Object.values(cells)), columns, target, plainCsv, group);
}

export const excludedIn = (cells: Cells, group?: string): readonly string[] =>
  suspectedIn(cells, group)
    .filter(({ excluded }) => excluded)
    .map(({ columns, kind }) => `${kind}: ${columns.join(' + ')}`);

/** Targets of each task that two honest columns tell something of. */
const goals = {
  binary: (sum: number) => (sum > 0.5 ? 'yes' : 'no'),
  multiclass: (sum: number) => (sum > 0.8 ? 'high' : sum < -0.8 ? 'low' : 'middle'),
  regression: (sum: number) => sum.toFixed(4),
} as const;
export const tasks = ['binary', 'multiclass', 'regression'] as const;

export function honest(seed: string, task: (typeof tasks)[number], many = 300): Cells {
  const chance = chanceOf(seed);
  const [a, b, noise] = [0, 1, 2].map(() => Array.from({ length: many }, () => chance.normal()));
  const sums = Array.from(
    { length: many },
    (_, row) => (a?.[row] ?? 0) + 0.7 * (b?.[row] ?? 0) + 0.6 * (noise?.[row] ?? 0),
  );
  return {
    age: (a ?? []).map((value) => value.toFixed(3)),
    group: (b ?? []).map((value) => `g${Math.round(value)}`),
    ...cleanColumns(many, chance),
    y: sums.map(goals[task]),
  };
}
