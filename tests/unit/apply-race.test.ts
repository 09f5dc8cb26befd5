import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { inspectTarget } from '../../src/apply/target.ts';
import { inChild, useChild } from './support/apply-child.ts';
import { countingSignal, never } from './support/apply-signal.ts';
import { put, quickFolder, someFiles, stagingBelow, treeOf, treeOfPlan, workFolder } from './support/apply-tree.ts';

useChild();

const plans = { a: someFiles('a'), b: someFiles('b') };

/** One run has won whole, and the other is told so. */
function expectOneWinner(target: string, exitCodes: readonly number[]): void {
  const winner = exitCodes[0] === 0 ? plans.a : plans.b;
  expect([...exitCodes].sort()).toEqual([0, 3]);
  const { '.': _root, mine: _mine, ...tree } = treeOf(target);
  const { '.': _planned, ...expected } = treeOfPlan(winner);
  expect(tree).toEqual(expected);
}

describe('two runs at one target', () => {
  it.each(['new/demo', 'existing'])('in one process, one some steps behind the other: %s', async (name) => {
    for (let lag = 0; lag < 50; lag += 2) {
      const work = quickFolder();
      put(work, { 'existing/mine': '' });
      const target = path.join(work, name);
      const run = async (files: typeof plans.a, ticks: number): Promise<number> => {
        for (let tick = 0; tick < ticks; tick += 1) await undefined;
        return apply({ target, files }, { signal: never }).then(
          () => 0,
          (error) => error.exitCode ?? error,
        );
      };
      expectOneWinner(target, await Promise.all([run(plans.a, 0), run(plans.b, lag)]));
      expect(stagingBelow(work)).toEqual([]);
    }
  });

  it.each(['new', 'below-missing/demo', 'existing'])('in two processes: %s', async (name) => {
    const work = quickFolder();
    const targets = Array.from({ length: 20 }, (_, index) => path.join(work, String(index), name));
    for (const target of targets)
      put(path.dirname(path.join(work, path.relative(work, target).split('/')[0] ?? '', 'x')), { 'existing/mine': '' });
    const job = (files: typeof plans.a) => ({
      plans: targets.map((target) => ({ target, files })),
      start: Date.now() + 200,
      gap: 10,
    });
    const [a, b] = await Promise.all([inChild(job(plans.a)), inChild(job(plans.b))]);
    for (const [index, target] of targets.entries())
      expectOneWinner(target, [a.ends[index]?.exitCode ?? -1, b.ends[index]?.exitCode ?? -1]);
    expect(stagingBelow(work)).toEqual([]);
  });
});

describe('kill -9', () => {
  it('at any step of a new target leaves nothing but the staging folder, which the next run removes', async () => {
    const work = workFolder();
    const target = path.join(work, 'demo');
    for (const dieAt of [2, 3, 8, 14]) {
      const { signal } = await inChild({ plans: [{ target, files: plans.a }], dieAt });
      expect(signal).toBe('SIGKILL');
      expect(treeOf(target)).toEqual({});
    }
    // Each run has swept what the one before it left.
    expect(stagingBelow(work)).toHaveLength(1);
    expect(await inspectTarget({ target, files: plans.a })).toMatchObject({ exists: false });
    await apply({ target, files: plans.a }, { signal: never });
    expect(treeOf(target)).toEqual(treeOfPlan(plans.a));
    expect(Object.keys(treeOf(work)).filter((name) => !name.startsWith('demo'))).toEqual(['.']);
  });

  it('at any step of an existing folder leaves whole files only', async () => {
    let linked = 0;
    for (const dieAt of [3, 14, 15, 16, 20, 24]) {
      const target = workFolder();
      put(target, { mine: 'mine' });
      const { signal } = await inChild({ plans: [{ target, files: plans.a }], dieAt });
      expect(signal).toBe('SIGKILL');
      expect(stagingBelow(target)).toHaveLength(1);
      const left = Object.entries(treeOf(target)).filter(([name]) => !/^\.$|mine|staging/.test(name));
      expect(treeOfPlan(plans.a)).toMatchObject(Object.fromEntries(left));
      const whole = left.filter(([, kind]) => kind.startsWith('file')).map(([name]) => name);
      expect(await inspectTarget({ target, files: plans.a })).toMatchObject({ conflicts: whole });
      const next = apply({ target, files: plans.a }, { signal: never });
      if (whole.length > 0) await expect(next).rejects.toMatchObject({ exitCode: 3, details: whole });
      else await next;
      expect(stagingBelow(target)).toEqual([]);
      linked += whole.length;
    }
    expect(linked).toBeGreaterThan(0);
  });
});

describe('a staging folder that is there already', () => {
  /** A name that this process gives to a staging folder; the folder itself is gone again. */
  async function nameOfOurs(): Promise<string> {
    const work = workFolder();
    let seen: readonly string[] = [];
    const signal = countingSignal(() => {
      seen = stagingBelow(work);
      return seen.length > 0;
    });
    await expect(apply({ target: path.join(work, 'demo'), files: plans.a }, { signal })).rejects.toThrow();
    return seen[0] ?? '';
  }

  it('stays while its process lives', async () => {
    const work = workFolder();
    const name = await nameOfOurs();
    put(work, { [`${name}/file`]: '', [`existing/${name}/file`]: '' });
    const targets = ['new', 'existing'].map((name) => path.join(work, name));
    const { ends } = await inChild({ plans: targets.map((target) => ({ target, files: plans.a })) });
    expect(ends).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    expect(stagingBelow(work)).toEqual([name, `existing/${name}`]);
    expect(await inspectTarget({ target: path.join(work, 'existing'), files: [] })).not.toMatchObject({
      kept: expect.arrayContaining([`${name}/`]),
    });
  });

  it('goes where its process id is ours again, or nobody has it', async () => {
    const work = workFolder();
    const ours = await nameOfOurs();
    const dead = ours.replace(`-${process.pid}-`, `-${spawnSync('true').pid}-`);
    put(work, { [`${ours}/file`]: '', [`${dead}/file`]: '', [`demo/${dead}/file`]: '' });
    await apply({ target: path.join(work, 'demo'), files: plans.a }, { signal: never });
    expect(stagingBelow(work)).toEqual([]);
  });

  it('stays where it is of another machine, a link, or only looks like one', async () => {
    const work = workFolder();
    const dead = (await nameOfOurs()).replace(`-${process.pid}-`, `-${spawnSync('true').pid}-`);
    const names = [dead.replace(/[0-9a-f]{8}/, '00000000'), `${dead}0`, '.ml-portfolio-staging-mine'];
    for (const name of names) put(work, { [`${name}/file`]: '' });
    put(work, { 'real/file': '' });
    symlinkSync('real', path.join(work, dead));
    const before = treeOf(work, { identity: true });
    await apply({ target: path.join(work, 'demo'), files: plans.a }, { signal: never });
    expect(treeOf(work, { identity: true })).toMatchObject(before);
  });
});
