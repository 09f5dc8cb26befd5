import { expect, test } from 'vitest';
import type { Plan } from '../../src/types.ts';
import { defaultPlans, textOf } from '../support/plans.ts';

/**
 * What is not counted: what is the same by intention and says so at its top (`reporting/`, and its tests), the words of a licence,
 * the record of what a project was made from, and data. All else is, prose, code, tests and settings alike.
 */
const apart =
  /(^|\/)reporting\/|^LICENSE$|^\.ml-portfolio\.json$|^data\/(corpus|questions)\/|\.(csv|jsonl|png|ico|npz)$/;

/** The lines of a project that say something, without their indentation. */
function linesOf(plan: Plan): readonly string[] {
  return plan.files
    .filter((file) => !apart.test(file.path))
    .flatMap((file) => textOf(plan, file.path).split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const projects = (await defaultPlans()).map(([id, plan]) => [id, linesOf(plan)] as const);

const pairs = projects.flatMap(([id, lines]) =>
  projects.filter(([other]) => other !== id).map(([other, others]) => ({ id, other, lines, others: new Set(others) })),
);

test.each(pairs)(
  '$id and $other do not read as one product: a third of the lines of the first stand in the second',
  ({ lines, others }) => {
    const same = lines.filter((line) => others.has(line)).length;
    expect(lines.length).toBeGreaterThan(2000);
    expect(same / lines.length).toBeLessThanOrEqual(0.35);
  },
);
