import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { inspectTarget } from '../../src/apply/target.ts';
import type { FileOp } from '../../src/types.ts';
import { inChild, useChild } from './support/apply-child.ts';
import { mountDisk, noDisk, remount } from './support/apply-disk.ts';
import { countingSignal, never } from './support/apply-signal.ts';
import {
  copyOf,
  op,
  put,
  quickFolder,
  someFiles,
  stagingBelow,
  treeOf,
  treeOfPlan,
  workFolder,
} from './support/apply-tree.ts';

useChild();

const files = someFiles();

/** Every failure reads so: one sentence, a next step, and no stack. */
const sentence = (reason: string) => ({
  exitCode: 1,
  message: expect.stringMatching(new RegExp(`^Nothing was written.*${reason}.*\\.$`)),
  next: expect.stringMatching(/^[A-Z].*\.$/),
});

describe('not permitted', () => {
  // A folder is open to the child, which may be another user, or closed to everyone.
  const [open, closed, shut] = [0o777, 0o555, 0o600];

  it.each<[string, string, Record<string, number>]>([
    ['the folder above a new target', 'demo', { '.': closed }],
    ['the folder above missing folders', 'a/b/demo', { '.': closed }],
    ['an existing folder', 'demo', { '.': open, demo: closed }],
    ['a folder in an existing folder', 'demo', { '.': open, demo: open, 'demo/src': closed }],
    ['a late one', 'demo', { '.': open, demo: open, 'demo/src': open, 'demo/src/pkg': closed }],
    ['a folder that may not be entered', 'demo', { '.': open, demo: shut, 'demo/src': open }],
  ])('%s', async (_, name, modes) => {
    const work = workFolder();
    put(work, Object.fromEntries(Object.keys(modes).map((folder) => [`${folder}/`, ''])));
    const before = treeOf(work, { identity: true });
    const restore = Object.keys(modes).map((folder) => [folder, lstatSync(path.join(work, folder)).mode] as const);
    for (const [folder, mode] of Object.entries(modes).reverse()) chmodSync(path.join(work, folder), mode);
    const { ends } = await inChild({ plans: [{ target: path.join(work, name), files }] }, { unprivileged: true });
    for (const [folder, mode] of restore) chmodSync(path.join(work, folder), mode);
    expect(ends).toMatchObject([sentence('permission denied')]);
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});

describe('a name that is too long', () => {
  const long = 'x'.repeat(300);

  it('of the target', async () => {
    const work = workFolder();
    const target = path.join(work, long);
    await expect(inspectTarget({ target, files })).rejects.toMatchObject(sentence('too long'));
    await expect(apply({ target, files }, { signal: never })).rejects.toMatchObject(sentence('too long'));
    expect(Object.keys(treeOf(work))).toEqual(['.']);
  });

  it.each(['new/demo', 'existing'])('of a planned file, target %s', async (name) => {
    const work = workFolder();
    put(work, { 'existing/mine': '' });
    const before = treeOf(work, { identity: true });
    const plan = { target: path.join(work, name), files: [...files, op(`z/${long}`, '')] };
    await expect(apply(plan, { signal: never })).rejects.toMatchObject(sentence('too long'));
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});

describe('a file of the template', () => {
  it.each(['missing', 'a folder'])('that is %s is named', async (kind) => {
    const work = workFolder();
    put(work, { 'demo/mine': '', 'a folder/': '' });
    const before = treeOf(work, { identity: true });
    const source = path.join(work, kind);
    for (const bytes of [10, 1_000_000]) {
      if (kind === 'a folder' && bytes > 10) continue;
      for (const target of ['demo', 'new/demo'].map((name) => path.join(work, name))) {
        const plan = { target, files: [...files, op('z', copyOf(source), { bytes })] };
        await expect(apply(plan, { signal: never })).rejects.toMatchObject({ ...sentence(source), details: [source] });
        expect(treeOf(work, { identity: true })).toEqual(before);
      }
    }
  });
});

describe('a file of the template that has changed since it was checked', () => {
  it.each([
    ['small', 10, 'a', []],
    ['small, with a name to replace', 10, 'a', [{ from: 'a', to: 'b' }]],
    ['large', 1_000_000, 'a', []],
  ] as const)('%s', async (_, bytes, letter, replace) => {
    const work = workFolder();
    put(work, { 'demo/mine': '', source: letter.repeat(bytes) });
    const source = path.join(work, 'source');
    const checked = op('z', copyOf(source, replace), { bytes });
    put(work, { source: 'c'.repeat(bytes) });
    const before = treeOf(work, { identity: true });
    for (const target of ['demo', 'new/demo'].map((name) => path.join(work, name))) {
      const refusal = { exitCode: 4, details: [source], message: expect.stringMatching(/has changed since/) };
      await expect(apply({ target, files: [...files, checked] }, { signal: never })).rejects.toMatchObject(refusal);
      expect(treeOf(work, { identity: true })).toEqual(before);
    }
  });
});

describe('no file descriptor left', () => {
  it.each([
    ['new/demo', 1],
    ['new/demo', 10],
    ['existing', 10],
  ])('target %s, from step %i', async (name, exhaustAt) => {
    const work = workFolder();
    put(work, { 'existing/mine': '' });
    const before = treeOf(work, { identity: true });
    const first = op('.a', copyOf(path.join(work, 'existing/mine')));
    const plans = [{ target: path.join(work, name), files: [first, ...files] }];
    const { ends } = await inChild({ plans, exhaustAt }, { files: 256 });
    expect(ends).toMatchObject([sentence('too many files are open')]);
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});

describe('removed meanwhile', () => {
  it.each(['parent', 'parent/demo'])('%s', async (removed) => {
    let failures = 0;
    for (let step = 1, steps = step; step <= steps; step += 1) {
      const work = quickFolder();
      put(work, { 'parent/demo/mine': '' });
      const signal = countingSignal((count) => {
        steps = Math.max(steps, count);
        if (count === step) rmSync(path.join(work, removed), { recursive: true });
        return false;
      });
      const target = path.join(work, 'parent/demo');
      const error = await apply({ target, files }, { signal }).catch((error) => error);
      if (error instanceof Error) {
        failures += 1;
        expect(error).toMatchObject(sentence('removed meanwhile'));
        expect(Object.keys(treeOf(work))).toEqual(removed === 'parent' ? ['.'] : ['.', 'parent']);
      } else {
        // Before the first look it is simply not there, and is made.
        expect(treeOf(target)).toEqual(treeOfPlan(files));
      }
    }
    expect(failures).toBeGreaterThan(files.length);
  });

  it('the folder above a new target', async () => {
    for (let step = 3, steps = step; step <= steps; step += 1) {
      const work = quickFolder();
      put(work, { 'parent/': '' });
      const signal = countingSignal((count) => {
        steps = Math.max(steps, count);
        if (count === step) rmSync(path.join(work, 'parent'), { recursive: true });
        return false;
      });
      const target = path.join(work, 'parent/demo');
      await expect(apply({ target, files }, { signal })).rejects.toMatchObject(sentence('removed meanwhile'));
      expect(Object.keys(treeOf(work))).toEqual(['.']);
    }
  });
});

describe.skipIf(noDisk)(`on a disk of our own${noDisk ? ` (skipped: ${noDisk})` : ''}`, () => {
  const big: readonly FileOp[] = [
    ...files,
    ...Array.from({ length: 12 }, (_, index) => op(`z/${index + 10}`, 'x'.repeat(9000))),
  ];

  it.each(['demo', 'a/b/demo', 'existing', '.'])('full, target %s', async (name) => {
    const work = workFolder();
    mountDisk(work);
    put(work, { 'existing/mine': 'mine', 'existing/src/pkg/mine.py': 'mine' });
    const before = treeOf(work, { identity: true });
    await expect(apply({ target: path.join(work, name), files: big }, { signal: never })).rejects.toMatchObject(
      sentence('the disk is full'),
    );
    expect(treeOf(work, { identity: true })).toEqual(before);
    // And what was used is free again.
    writeFileSync(path.join(work, 'again'), 'x'.repeat(40_000));
  });

  it.each(['demo', 'existing'])('full, while a large file is copied, target %s', async (name) => {
    const outside = workFolder();
    put(outside, { source: 'x'.repeat(100_000) });
    const work = workFolder();
    mountDisk(work);
    put(work, { 'existing/mine': 'mine' });
    const before = treeOf(work, { identity: true });
    const copied = op('z', copyOf(path.join(outside, 'source')), { bytes: 100_000 });
    await expect(
      apply({ target: path.join(work, name), files: [...files, copied] }, { signal: never }),
    ).rejects.toMatchObject(sentence('the disk is full'));
    expect(treeOf(work, { identity: true })).toEqual(before);
  });

  it('out of inodes, at every number of them', async () => {
    const work = workFolder();
    let succeeded = false;
    mountDisk(work, 'nr_inodes=64');
    put(work, { 'existing/mine': 'mine' });
    const before = treeOf(work, { identity: true });
    for (let inodes = 4; !succeeded && inodes < 64; inodes += 1) {
      remount(work, `nr_inodes=${inodes}`);
      const target = path.join(work, 'existing');
      const ended = await apply({ target, files }, { signal: never }).catch((error) => error);
      succeeded = !(ended instanceof Error);
      if (succeeded) continue;
      expect(ended).toMatchObject(sentence('the disk is full'));
      expect(treeOf(work, { identity: true })).toEqual(before);
    }
    expect(succeeded).toBe(true);
  });

  it.each(['demo', 'a/demo', 'existing'])('read-only, target %s', async (name) => {
    const work = workFolder();
    mountDisk(work);
    put(work, { 'existing/mine': 'mine' });
    remount(work, 'ro');
    onTestFinished(() => remount(work, 'rw'));
    const before = treeOf(work, { identity: true });
    await expect(apply({ target: path.join(work, name), files }, { signal: never })).rejects.toMatchObject(
      sentence('read-only'),
    );
    expect(treeOf(work, { identity: true })).toEqual(before);
  });

  it('that is a folder of the target: links do not reach it, so files are copied, and removed again', async () => {
    const work = workFolder();
    const target = path.join(work, 'demo');
    put(target, { 'data/deep/': '' });
    mountDisk(path.join(target, 'data/deep'));
    put(target, { 'data/deep/mine': 'mine' });
    const before = treeOf(work, { identity: true });
    const last = countingSignal((count) => count > 30 || 'src/pkg/main.py' in treeOf(target));
    const clash = [...files, op('zz/late', 'x')];
    await expect(apply({ target, files: clash }, { signal: last })).rejects.toMatchObject({ exitCode: 130 });
    expect(treeOf(work, { identity: true })).toEqual(before);
    await apply({ target, files }, { signal: never });
    expect(treeOf(target)).toMatchObject(treeOfPlan(files));
    expect(readFileSync(path.join(target, 'data/deep/mine'), 'utf8')).toBe('mine');
    expect(stagingBelow(work)).toEqual([]);
  });

  it.each(['new/demo', 'existing'])(
    'that becomes read-only while it is written to: what is left is listed, target %s',
    async (name) => {
      for (const at of [6, 9, 12]) {
        const work = workFolder();
        mountDisk(work);
        put(work, { 'existing/mine': 'mine' });
        const before = Object.keys(treeOf(work));
        const signal = countingSignal((count) => {
          if (count === at) remount(work, 'ro');
          return false;
        });
        const error = await apply({ target: path.join(work, name), files }, { signal }).catch((thrown) => thrown);
        remount(work, 'rw');
        const left = Object.keys(treeOf(work)).filter((one) => !before.includes(one));
        expect(error).toMatchObject({
          exitCode: 1,
          message: expect.stringMatching(/could not all be removed again \(the disk is read-only\)/),
        });
        const covered = (one: string): boolean =>
          error.details.some((place: string) => `${path.join(work, one)}/`.startsWith(`${place}/`));
        expect(left.filter((one) => !covered(one))).toEqual([]);
        expect(left.length).toBeGreaterThan(0);
        expect(readFileSync(path.join(work, 'existing/mine'), 'utf8')).toBe('mine');
      }
    },
  );

  it('that is full where a copied file goes', async () => {
    const work = workFolder();
    const target = path.join(work, 'demo');
    mkdirSync(path.join(target, 'z'), { recursive: true });
    mountDisk(path.join(target, 'z'));
    const before = treeOf(work, { identity: true });
    await expect(apply({ target, files: big }, { signal: never })).rejects.toMatchObject(sentence('the disk is full'));
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});
