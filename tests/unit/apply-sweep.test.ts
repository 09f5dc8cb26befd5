import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { warningsFor } from '../../src/apply/warnings.ts';
import type { Plan } from '../../src/types.ts';
import { isRoot } from './support/apply-child.ts';
import { never } from './support/apply-signal.ts';
import { put, someFiles, stagingBelow, treeOf, workFolder } from './support/apply-tree.ts';

const nobody = 65534;
const files = someFiles();

/** What a run that was killed would have left. */
function leftover(pid: number | undefined = spawnSync('true').pid): string {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return `.ml-portfolio-staging-${machine}-${pid}-01234567`;
}

/** A folder that everybody may write to, as the temporary one is, or one in which everybody may also rename. */
function sharedFolder(mode: number): { work: string; target: string } {
  const work = workFolder();
  chmodSync(work, mode);
  return { work, target: path.join(work, 'demo') };
}

const warnings = (target: string): readonly string[] => warningsFor({ target } as Plan);

describe.skipIf(!isRoot)(`in a folder that others write to${isRoot ? '' : ' (skipped: needs root)'}`, () => {
  it("somebody else's leftover stays, and is told of", async () => {
    const { work, target } = sharedFolder(0o1777);
    const left = leftover();
    put(work, { [`${left}/deep/file`]: 'theirs' });
    chownSync(path.join(work, left), nobody, nobody);
    const before = treeOf(path.join(work, left), { identity: true });
    await apply({ target, files }, { signal: never });
    expect(treeOf(path.join(work, left), { identity: true })).toEqual(before);
    expect(warnings(target)).toEqual([expect.stringContaining(`${path.join(work, left)} looks like`)]);
  });

  it('and so does what is somebody else’s within one of ours', async () => {
    const { work, target } = sharedFolder(0o1777);
    const left = leftover();
    put(work, { [`${left}/theirs/file`]: 'theirs', [`${left}/ours`]: '' });
    chownSync(path.join(work, left, 'theirs'), nobody, nobody);
    await apply({ target, files }, { signal: never });
    expect(treeOf(path.join(work, left, 'theirs'))).toHaveProperty('file');
  });

  it('where others may rename, so that a name says nothing, even our own stays', async () => {
    for (const [mode, owner] of [
      [0o777, 0],
      [0o755, nobody],
    ] as const) {
      const { work, target } = sharedFolder(mode);
      chownSync(work, owner, owner);
      const left = leftover();
      put(work, { [`${left}/file`]: 'mine' });
      await apply({ target, files }, { signal: never });
      expect(treeOf(path.join(work, left))).toHaveProperty('file');
      expect(warnings(target)).toHaveLength(1);
    }
  });

  it('our own goes where nobody can exchange it, whatever its folders allow', async () => {
    const { work, target } = sharedFolder(0o1777);
    const left = leftover();
    put(work, { [`${left}/deep/er/file`]: 'mine', 'outside/file': 'kept' });
    symlinkSync('../../outside', path.join(work, left, 'deep', 'link'));
    for (const open of [left, `${left}/deep`]) chmodSync(path.join(work, open), 0o777);
    await apply({ target, files }, { signal: never });
    expect(stagingBelow(work)).toEqual([]);
    expect(warnings(target)).toEqual([]);
    expect(lstatSync(path.join(work, 'outside/file')).size).toBe(4);
  });
});

it('a link with the name of a leftover stays, and is told of', async () => {
  const work = workFolder();
  const left = leftover();
  put(work, { 'real/file': 'kept' });
  symlinkSync('real', path.join(work, left));
  await apply({ target: path.join(work, 'demo'), files }, { signal: never });
  expect(treeOf(path.join(work, 'real'))).toHaveProperty('file');
  expect(warnings(path.join(work, 'demo'))).toHaveLength(1);
});

it('one with the number that this process has by now goes; one that keeps a file of the user stays', async () => {
  const work = workFolder();
  const [dead, keeping] = [leftover(process.pid), leftover()];
  put(work, { [`${dead}/file`]: 'ours', [`${keeping}/.ml-portfolio-kept-0`]: 'theirs' });
  await apply({ target: path.join(work, 'demo'), files }, { signal: never });
  expect(stagingBelow(work)).toEqual([keeping]);
  expect(treeOf(path.join(work, keeping))).toHaveProperty('.ml-portfolio-kept-0');
});
