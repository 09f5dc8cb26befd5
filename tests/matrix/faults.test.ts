import { expect, test } from 'vitest';
import { fuzz } from '../support/faults/fuzz.ts';
import { kills } from '../support/faults/kills.ts';
import { night } from '../support/faults/night.ts';

test('a night of faults loses no file, and what is said of them is so', async () => {
  expect(await night(2_000)).toMatchObject({ lost: 0 });
});

test.skipIf(process.platform === 'win32')('a signal at any moment leaves a whole project or none', async () => {
  await kills(200);
});

test('whatever is typed, written in a template or packed ends well, or in words', async () => {
  await fuzz({ argv: 1_000, manifests: 3_000, archives: 10_000, rendering: 20_000, sources: 100_000 });
});
