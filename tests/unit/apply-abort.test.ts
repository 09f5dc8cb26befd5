import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { countingSignal } from './support/apply-signal.ts';
import { op, put, quickFolder, someFiles, treeOf, treeOfPlan } from './support/apply-tree.ts';

const files = someFiles();

describe('the signal', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a new target', 'demo', { neighbour: 'x' }],
    ['a new target below missing folders', 'a/b/demo', { neighbour: 'x' }],
    ['an empty folder', 'demo', { 'demo/': '' }],
    ['a folder with files', 'demo', { 'demo/mine': 'x', 'demo/src/pkg/mine.py': 'y', 'demo/data/deep/': '' }],
  ])('at every step leaves everything as it was: %s', async (_, name, standing) => {
    const work = quickFolder();
    const target = path.join(work, name);
    put(work, standing);
    const before = treeOf(work, { identity: true });
    let aborts = 0;
    for (let step = 1; ; step += 1) {
      const signal = countingSignal((count) => count === step);
      const error = await apply({ target, files }, { signal }).catch((error) => error);
      if (!(error instanceof Error)) break;
      aborts += 1;
      expect(error).toMatchObject({ exitCode: 130, message: 'Cancelled; nothing was written.' });
      expect(treeOf(work, { identity: true })).toEqual(before);
    }
    expect(aborts).toBeGreaterThan(files.length);
    expect(treeOf(target)).toMatchObject(treeOfPlan(files));
  });

  it('that has come already lets nothing begin', async () => {
    const work = quickFolder();
    await expect(
      apply({ target: path.join(work, 'demo'), files }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      exitCode: 130,
    });
    expect(Object.keys(treeOf(work))).toEqual(['.']);
  });

  it('gets its turn while many files are written', async () => {
    const work = quickFolder();
    const many = Array.from({ length: 20_000 }, (_, index) => op(`${index % 50}/${index}`, 'x'));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 25);
    await expect(apply({ target: path.join(work, 'demo'), files: many }, controller)).rejects.toMatchObject({
      exitCode: 130,
    });
    expect(Object.keys(treeOf(work))).toEqual(['.']);
  });
});
