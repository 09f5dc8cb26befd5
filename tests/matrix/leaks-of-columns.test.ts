import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOf } from '../../scripts/leaks/chance.ts';
import { plant, plantings } from '../../scripts/leaks/plant.ts';
import { excludedIn, honest, suspectedIn, tasks } from '../support/suspected.ts';

test.each(tasks)('clean tables with a %s target raise an alarm for one column in a thousand at most', (task) => {
  let columns = 0;
  const accused: string[] = [];
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 100, max: 2_000 }), (seed, many) => {
      const cells = honest(`clean ${seed}`, task, many);
      columns += Object.keys(cells).length - 1;
      accused.push(...excludedIn(cells));
    }),
    { numRuns: 400 },
  );
  expect(accused.length, accused.join('\n')).toBeLessThanOrEqual(columns / 1_000);
});

test.each(tasks)('nearly all that is planted beside a %s target is found', (task) => {
  const missed: string[] = [];
  let planted = 0;
  for (const planting of plantings)
    for (let turn = 0; turn < 60; turn += 1) {
      const seed = `${planting} ${task} ${turn}`;
      const cells = honest(seed, task, 100 + 40 * turn);
      const leak = plant(planting, { cells: cells.y ?? [], quantity: task === 'regression' }, chanceOf(seed));
      const named = Object.fromEntries(leak.map((column, at) => [`planted ${at}`, column]));
      const found = suspectedIn({ ...cells, ...named }).filter(({ excluded }) => excluded);
      planted += 1;
      if (!Object.keys(named).every((name) => found.some(({ columns }) => columns.includes(name)))) missed.push(seed);
    }
  expect(missed.length / planted, missed.join('\n')).toBeLessThanOrEqual(0.03);
});
