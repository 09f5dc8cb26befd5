import process from 'node:process';
import { expect, test } from 'vitest';
import { isOpen, isSteady, isTrusted } from '../../src/system/owners.ts';

const [self, other] = [process.geteuid?.() ?? 0, 4_000_000];

test
  .skipIf(process.platform === 'win32')
  .each<[mode: number, uid: number, gid: number, open: boolean, trusted: boolean, steady: boolean]>([
    [0o755, self, other, false, true, true],
    [0o755, 0, other, false, true, true],
    [0o755, other, other, false, false, false],
    [0o757, self, self, true, true, false],
    [0o775, self, other, true, true, false],
    // A group with the number of its owner is that user's alone.
    [0o775, self, self, false, true, true],
    [0o1777, self, other, true, true, true],
    [0o1777, other, other, true, false, false],
  ])('%o of %i in group %i', (mode, uid, gid, open, trusted, steady) => {
  const found = { mode, uid, gid };
  expect([isOpen(found), isTrusted(found), isSteady(found)]).toEqual([open, trusted, steady]);
});
