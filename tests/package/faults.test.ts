import { expect, test } from 'vitest';
import { fuzz } from '../support/faults/fuzz.ts';
import { kills } from '../support/faults/kills.ts';
import { night } from '../support/faults/night.ts';

test('a hundred faults of the file system lose no file, and what is said of them is so', async () => {
  expect(await night(100)).toMatchObject({ lost: 0 });
});

test.skipIf(process.platform === 'win32')('a signal at any moment leaves a whole project or none', async () => {
  await kills(10);
});

test('whatever is typed, written in a template or packed ends well, or in words', async () => {
  await fuzz({ argv: 100, manifests: 200, archives: 300, rendering: 500, sources: 2_000 });
});
