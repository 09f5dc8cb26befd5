import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

/** Seeds with which something has failed: they are tried first, by whoever runs the same property. */
const file = path.join(import.meta.dirname, 'seeds.json');

interface Kept {
  readonly seed: number;
  readonly path: string;
}

const kept = (): Record<string, readonly Kept[]> => JSON.parse(readFileSync(file, 'utf8'));

/** Tries something with so many cases, after those that have failed once; what fails is kept in the file. */
export async function tried<T>(
  name: string,
  cases: fc.Arbitrary<T>,
  one: (value: T) => Promise<void> | void,
  count: number,
): Promise<void> {
  const property = fc.asyncProperty(cases, async (value) => one(value));
  for (const { seed, path: way } of kept()[name] ?? [])
    await fc.assert(property, { seed, path: way, endOnFailure: true, numRuns: 1 });
  const found = await fc.check(property, { numRuns: count });
  if (!found.failed) return;
  const { seed, counterexamplePath } = found;
  if (counterexamplePath !== null) {
    const all = kept();
    const known = [...(all[name] ?? []), { seed, path: counterexamplePath }];
    writeFileSync(file, `${JSON.stringify({ ...all, [name]: known }, null, 2)}\n`);
  }
  throw new Error(fc.defaultReportMessage(found), { cause: found.errorInstance });
}
