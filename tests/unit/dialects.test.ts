import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../scripts/dialects.ts';

// A benchmark that lies beside the repository, where there is one: see `npm run dialects` in CONTRIBUTING.md.
const folder = path.resolve(import.meta.dirname, '../../../shared/data/csv-dialects');

test.skipIf(!existsSync(folder))('at most 3 files of the benchmark are recognised otherwise', async () => {
  const { files, wrong } = await compare(folder, path.join(folder, 'dialects.psv'));
  expect(files).toBeGreaterThan(100);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(3);
});
