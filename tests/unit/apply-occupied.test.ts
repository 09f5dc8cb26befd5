import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { inspectTarget } from '../../src/apply/target.ts';
import { countingSignal, never } from './support/apply-signal.ts';
import { op, put, quickFolder, someFiles, stagingBelow, treeOf, treeOfPlan, workFolder } from './support/apply-tree.ts';

// Every step is one run, so the empty files, which add nothing here, are left out.
const files = someFiles().filter((file) => file.bytes > 0);

describe('a target that can hold no project', () => {
  it.each<[string, (target: string) => void, RegExp]>([
    ['a file', (target) => writeFileSync(target, 'mine'), /is a file, not a folder/],
    [
      'a link to a file',
      (target) => {
        writeFileSync(`${target}-real`, '');
        symlinkSync(`${target}-real`, target);
      },
      /is a symbolic link/,
    ],
    [
      'a link to a folder',
      (target) => {
        mkdirSync(`${target}-real`);
        symlinkSync(`${target}-real`, target);
      },
      /is a symbolic link/,
    ],
    ['a link to nothing', (target) => symlinkSync('nowhere', target), /is a symbolic link/],
    ['a link to itself', (target) => symlinkSync(path.basename(target), target), /is a symbolic link/],
    ['a pipe', (target) => spawnSync('mkfifo', [target]), /is a special file/],
  ])('%s', async (_, make, message) => {
    const work = workFolder();
    const target = path.join(work, 'demo');
    make(target);
    const before = treeOf(work, { identity: true });
    const refusal = { exitCode: 3, message: expect.stringMatching(message), details: [target] };
    await expect(inspectTarget({ target, files })).rejects.toMatchObject(refusal);
    await expect(apply({ target, files }, { signal: never })).rejects.toMatchObject(refusal);
    expect(treeOf(work, { identity: true })).toEqual(before);
  });

  it('a device', async () => {
    await expect(inspectTarget({ target: '/dev/null', files })).rejects.toMatchObject({
      exitCode: 3,
      details: ['/dev/null'],
    });
  });

  it.each<[string, (parent: string) => void]>([
    ['a file', (parent) => writeFileSync(parent, '')],
    ['a link to nothing', (parent) => symlinkSync('nowhere', parent)],
    ['a link to itself', (parent) => symlinkSync(path.basename(parent), parent)],
    [
      'a link to a file',
      (parent) => {
        writeFileSync(`${parent}-real`, '');
        symlinkSync(`${parent}-real`, parent);
      },
    ],
  ])('below %s', async (_, make) => {
    const work = workFolder();
    const parent = path.join(work, 'parent');
    make(parent);
    const before = treeOf(work, { identity: true });
    for (const target of [path.join(parent, 'demo'), path.join(parent, 'a/b/demo')])
      await expect(apply({ target, files }, { signal: never })).rejects.toMatchObject({
        exitCode: 3,
        details: [parent],
      });
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});

describe('something in the way in an existing folder', () => {
  const outside = (target: string): string => {
    const folder = path.join(path.dirname(target), 'outside');
    mkdirSync(folder);
    return folder;
  };

  it.each<[string, (target: string) => void, string[]]>([
    ['a planned file', (target) => put(target, { 'README.md': 'mine', other: '' }), ['README.md']],
    ['several', (target) => put(target, { 'README.md': '', 'src/pkg/main.py': '' }), ['README.md', 'src/pkg/main.py']],
    ['the same content', (target) => put(target, { 'README.md': '# x\n' }), ['README.md']],
    ['a folder for a file', (target) => put(target, { 'README.md/': '' }), ['README.md']],
    ['a file for a folder', (target) => put(target, { 'src/pkg': 'mine' }), ['src/pkg']],
    ['a link to nothing for a file', (target) => symlinkSync('nowhere', path.join(target, 'README.md')), ['README.md']],
    ['a pipe for a file', (target) => spawnSync('mkfifo', [path.join(target, 'README.md')]), ['README.md']],
    [
      'a link for a folder, leading outside',
      (target) => symlinkSync(outside(target), path.join(target, 'data')),
      ['data'],
    ],
    [
      'a link for a folder, staying inside',
      (target) => {
        put(target, { 'real/': '' });
        symlinkSync('real', path.join(target, 'data'));
      },
      ['data'],
    ],
    [
      'a link for an inner folder',
      (target) => {
        put(target, { 'data/': '' });
        symlinkSync(outside(target), path.join(target, 'data/deep'));
      },
      ['data/deep'],
    ],
  ])('%s', async (_, make, conflicts) => {
    const work = workFolder();
    const target = path.join(work, 'demo');
    mkdirSync(target);
    make(target);
    const before = treeOf(work, { identity: true });
    expect(await inspectTarget({ target, files })).toMatchObject({ exists: true, conflicts });
    await expect(apply({ target, files }, { signal: never })).rejects.toMatchObject({
      exitCode: 3,
      details: conflicts,
    });
    expect(treeOf(work, { identity: true })).toEqual(before);
  });
});

/** Runs the writer once for each of its steps, changing something at that step, and says how each run ended. */
async function changingAtEachStep(
  prepare: (work: string) => string,
  change: (target: string, work: string) => void,
  check: (ended: { error: { exitCode?: number } | undefined; target: string; work: string; step: number }) => void,
): Promise<number> {
  for (let step = 1; ; step += 1) {
    const work = quickFolder();
    const target = prepare(work);
    let steps = 0;
    const signal = countingSignal((count) => {
      steps = count;
      if (count === step) change(target, work);
      return false;
    });
    const error = await apply({ target, files }, { signal }).then(
      () => undefined,
      (error) => error,
    );
    if (steps < step) return step - 1;
    check({ error, target, work, step });
    // A target that is moved away takes the staging folder along, for the next run there to remove.
    expect(stagingBelow(work).filter((name) => !name.startsWith('moved/'))).toEqual([]);
  }
}

describe('what appears while the files are written', () => {
  const fresh = (work: string): string => path.join(work, 'parent/demo');
  const empty = (work: string): string => {
    put(work, { 'demo/mine': 'mine' });
    return path.join(work, 'demo');
  };

  it.each<[string, (target: string) => void]>([
    ['an empty folder', (target) => mkdirSync(target, { recursive: true })],
    ['a folder with files', (target) => put(target, { theirs: 'x' })],
    [
      'a file',
      (target) => {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, 'theirs');
      },
    ],
    [
      'a link to nothing',
      (target) => {
        mkdirSync(path.dirname(target), { recursive: true });
        symlinkSync('nowhere', target);
      },
    ],
  ])('%s at a new target is not replaced', async (_, change) => {
    const steps = await changingAtEachStep(fresh, change, ({ error, target, step }) => {
      // Whoever comes before the first look finds a folder that takes the project; later it is occupied.
      if (!error) {
        expect(step).toBe(1);
        return expect(treeOf(target)).toMatchObject(treeOfPlan(files));
      }
      expect(error).toMatchObject({ exitCode: 3 });
      const left = treeOf(target);
      expect(Object.keys(left).filter((name) => !['.', 'theirs'].includes(name))).toEqual([]);
      expect(Object.keys(left)).not.toEqual([]);
    });
    expect(steps).toBeGreaterThan(files.length);
  });

  it.each<[string, string, (file: string, work: string) => void]>([
    ['a file where one is planned', 'src/pkg/main.py', (file) => put(path.dirname(file), { 'main.py': 'theirs' })],
    ['a folder where a file is planned', 'README.md', (file) => mkdirSync(file)],
    ['a file where a folder is planned', 'data/deep', (file) => put(path.dirname(file), { deep: 'theirs' })],
    [
      'the record of another run',
      '.ml-portfolio.json',
      (file) => put(path.dirname(file), { '.ml-portfolio.json': 'theirs' }),
    ],
    [
      'a link where a folder is planned',
      'scripts',
      (file, work) => {
        put(work, { 'outside/': '' });
        symlinkSync(path.join(work, 'outside'), file);
      },
    ],
  ])('%s in an existing folder stays', async (_, name, change) => {
    await changingAtEachStep(
      empty,
      (target, work) => {
        try {
          change(path.join(target, name), work);
        } catch {
          // Ours was there first, and wins.
        }
      },
      ({ error, target, work, step }) => {
        expect(treeOf(path.join(work, 'outside'))).toSatisfy((tree: object) => Object.keys(tree).length < 2);
        if (error) {
          expect(error).toMatchObject({ exitCode: 3 });
          const left = Object.keys(treeOf(target));
          const theirs = name.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
          expect([step, left.sort()]).toEqual([step, ['.', 'mine', ...theirs].sort()]);
        } else {
          const overwritten = treeOf(target)[name] ?? '';
          expect([treeOfPlan(files)[name], expect.stringContaining('file')]).toContainEqual(overwritten);
        }
      },
    );
  });

  it.each(['data', 'demo'])('a link in the place of the folder %s leads nowhere else', async (name) => {
    let before: unknown;
    const inside = name === 'data' ? 'demo/data' : 'demo';
    const prepare = (work: string): string => {
      put(work, { [`${inside}/`]: '', 'outside/deep/er/': '', 'outside/src/pkg/': '', 'outside/scripts/': '' });
      before = treeOf(path.join(work, 'outside'), { identity: true });
      return path.join(work, 'demo');
    };
    const change = (_: string, work: string): void => {
      renameSync(path.join(work, inside), path.join(work, 'moved'));
      symlinkSync(path.join(work, 'outside'), path.join(work, inside));
    };
    const steps = await changingAtEachStep(prepare, change, ({ work }) => {
      expect(treeOf(path.join(work, 'outside'), { identity: true })).toEqual(before);
    });
    expect(steps).toBeGreaterThan(files.length);
  });

  it('a target that becomes a link to itself, moved, is no longer the one that we looked at', async () => {
    const change = (target: string, work: string): void => {
      renameSync(target, path.join(work, 'moved'));
      symlinkSync('moved', target);
    };
    await changingAtEachStep(empty, change, ({ error, work }) => {
      expect(error).toMatchObject({ exitCode: 3 });
      expect(Object.keys(treeOf(path.join(work, 'moved')))).toEqual(['.', 'mine']);
    });
  });

  it('a file of ours that somebody changes, replaces or takes away meanwhile is theirs', async () => {
    const place = (target: string): string => path.join(target, 'README.md');
    const changes: ((target: string) => void)[] = [
      (target) => writeFileSync(place(target), 'theirs'),
      (target) => {
        rmSync(place(target));
        writeFileSync(place(target), 'theirs');
      },
    ];
    for (const change of changes) {
      let changed = 0;
      await changingAtEachStep(
        empty,
        (target) => {
          if (!('README.md' in treeOf(target))) return;
          change(target);
          changed += 1;
          // And something that makes the run fail after it.
          put(target, { 'src/pkg/main.py': 'theirs' });
        },
        ({ error, target }) => {
          if (error) expect(readFileSync(place(target), 'utf8')).toBe('theirs');
          if (error)
            expect(Object.keys(treeOf(target)).sort()).toEqual([
              '.',
              'README.md',
              'mine',
              'src',
              'src/pkg',
              'src/pkg/main.py',
            ]);
        },
      );
      expect(changed).toBeGreaterThan(1);
    }
  });
});

describe('two planned paths that a disk takes for one', () => {
  it('is no reason to lose one of them', async () => {
    const target = path.join(workFolder(), 'demo');
    const twice = [op('a', '1'), op('a', '2')];
    await expect(apply({ target, files: twice }, { signal: never })).rejects.toMatchObject({ exitCode: 1 });
    expect(treeOf(target)).toEqual({});
  });
});
