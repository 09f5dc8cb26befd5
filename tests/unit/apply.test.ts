import { chmodSync, linkSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { inspectTarget } from '../../src/apply/target.ts';
import type { FileOp } from '../../src/types.ts';
import { inChild, useChild } from './support/apply-child.ts';
import { never } from './support/apply-signal.ts';
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

describe('a new target', () => {
  it.each([
    ['beside others', 'demo'],
    ['below folders that are missing', 'a/b/c/demo'],
    ['with a name of the full length', 'x'.repeat(255)],
    ['with spaces and letters of any script', 'ein Name – 名前 🎉'],
    ['that begins with a dot', '.hidden'],
  ])('%s holds exactly the plan', async (_, name) => {
    const work = workFolder();
    put(work, { neighbour: 'stays' });
    const files = someFiles();
    const target = path.join(work, name);
    expect(await inspectTarget({ target, files })).toEqual({ exists: false, kept: [], keptMore: 0, conflicts: [] });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    expect(await apply({ target, files }, { signal: never })).toEqual({ files: files.length, bytes });
    expect(treeOf(target)).toEqual(treeOfPlan(files));
    expect(stagingBelow(work)).toEqual([]);
  });

  it('may lie behind a link to a folder', async () => {
    const work = workFolder();
    mkdirSync(path.join(work, 'real'));
    symlinkSync('real', path.join(work, 'link'));
    await apply({ target: path.join(work, 'link/demo'), files: someFiles() }, { signal: never });
    expect(treeOf(path.join(work, 'real/demo'))).toEqual(treeOfPlan(someFiles()));
  });

  it('may hold no file at all', async () => {
    const target = path.join(workFolder(), 'demo');
    expect(await apply({ target, files: [] }, { signal: never })).toEqual({ files: 0, bytes: 0 });
    expect(treeOf(target)).toEqual(treeOfPlan([]));
  });
});

describe('an existing folder', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['that is empty', {}, []],
    ['with other files', { 'notes.txt': 'mine', '.git/HEAD': 'ref' }, ['.git/', 'notes.txt']],
    [
      'with files in folders of the plan',
      { 'src/mine.py': 'x', 'src/pkg/mine.py': 'y', 'data/deep/': '' },
      ['data/', 'src/'],
    ],
  ])('%s keeps what it has', async (_, before, kept) => {
    const target = workFolder();
    put(target, before);
    const held = treeOf(target, { identity: true });
    const files = someFiles();
    expect(await inspectTarget({ target, files })).toEqual({ exists: true, kept, keptMore: 0, conflicts: [] });
    await apply({ target, files }, { signal: never });
    expect(treeOf(target)).toEqual({ ...treeOf(target), ...treeOfPlan(files), '.': treeOf(target)['.'] });
    const after = treeOf(target, { identity: true });
    expect(Object.fromEntries(Object.keys(held).map((name) => [name, after[name]]))).toEqual(held);
    expect(Object.keys(after).length).toBe(new Set([...Object.keys(held), ...Object.keys(treeOfPlan(files))]).size);
  });

  it('lists a hundred entries that stay, and counts the others', async () => {
    const target = workFolder();
    put(target, Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`f${index}`, ''])));
    const { kept, keptMore } = await inspectTarget({ target, files: someFiles() });
    expect([kept.length, keptMore]).toEqual([100, 30]);
  });
});

describe('content', () => {
  const replace = [
    { from: 'demo_pkg', to: 'biopsy' },
    { from: 'demo-pkg', to: 'biopsy-x' },
  ];
  const binary = Buffer.concat([Buffer.from([0xff, 0xfe, 0]), Buffer.from('demo_pkg')]);

  it.each<[string, Uint8Array, typeof replace, Uint8Array]>([
    ['text is replaced', Buffer.from('\uFEFFdemo_pkg\r\ndemo-pkg'), replace, Buffer.from('\uFEFFbiopsy\r\nbiopsy-x')],
    ['text without replacements stays', Buffer.from('demo_pkg'), [], Buffer.from('demo_pkg')],
    ['a binary file stays', binary, replace, binary],
    ['a large file is copied', Buffer.alloc(300_000, 'demo_pkg '), [], Buffer.alloc(300_000, 'demo_pkg ')],
    [
      'a large text is replaced',
      Buffer.from('demo_pkg '.repeat(30_000)),
      replace,
      Buffer.from('biopsy '.repeat(30_000)),
    ],
  ])('%s', async (_, held, replace, expected) => {
    const work = workFolder();
    const source = path.join(work, 'source');
    writeFileSync(source, held);
    const files = [op('file', copyOf(source, replace), { bytes: held.length })];
    const target = path.join(work, 'demo');
    expect(await apply({ target, files }, { signal: never })).toEqual({ files: 1, bytes: expected.length });
    expect(readFileSync(path.join(target, 'file')).equals(expected)).toBe(true);
  });

  it('sets permissions from the plan and the umask, not from the source', async () => {
    const work = workFolder();
    const sources = ['small', 'large'].map((name) => path.join(work, name));
    for (const [index, source] of sources.entries()) {
      writeFileSync(source, Buffer.alloc(index === 0 ? 10 : 100_000));
      chmodSync(source, index === 0 ? 0o777 : 0o400);
    }
    const files = [true, false].flatMap((executable) => [
      op(`text-${executable}`, 'x', { executable }),
      ...sources.map((source) =>
        op(`${path.basename(source)}-${executable}`, copyOf(source), { executable, bytes: lstatSync(source).size }),
      ),
    ]);
    for (const [umask, expected] of [
      [0o022, ['755', '644']],
      [0o077, ['700', '600']],
      [0o002, ['755', '644']],
    ] as const) {
      const target = path.join(work, `demo-${umask}`);
      expect((await inChild({ plans: [{ target, files }], umask })).ends).toMatchObject([{ exitCode: 0 }]);
      const modes = files.map((file) => (lstatSync(path.join(target, file.path)).mode & 0o777).toString(8));
      expect(modes).toEqual(files.map((file) => expected[file.executable ? 0 : 1]));
    }
  });

  it('does not write through to a file that others link to', async () => {
    const work = workFolder();
    put(work, { 'demo/mine': 'mine' });
    linkSync(path.join(work, 'demo/mine'), path.join(work, 'also-mine'));
    await apply({ target: path.join(work, 'demo'), files: someFiles() }, { signal: never });
    expect(lstatSync(path.join(work, 'demo/README.md')).nlink).toBe(1);
    expect(readFileSync(path.join(work, 'also-mine'), 'utf8')).toBe('mine');
  });
});

describe('containment', () => {
  it.each(['../out', 'a/../../out', '/etc/out', 'a//b', './a', 'a\\..\\b', 'a/', 'nul\0'])(
    'refuses the path %j',
    async (name) => {
      const work = workFolder();
      const target = path.join(work, 'demo');
      await expect(apply({ target, files: [op(name, 'x')] }, { signal: never })).rejects.toMatchObject({ exitCode: 4 });
      expect(Object.keys(treeOf(work))).toEqual(['.']);
    },
  );
});

describe('any plan', () => {
  const segment = fc.constantFrom('a', 'b', 'c', '.d', 'é', 'x y');
  const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
  const held = fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 20 }), executable: fc.boolean() });

  /** No path below a file. */
  const consistent = (names: readonly string[]): string[] =>
    names.filter((name) => !names.some((other) => name.startsWith(`${other}/`)));
  const plan: fc.Arbitrary<FileOp[]> = fc
    .uniqueArray(fc.tuple(name, held), { selector: ([name]) => name, maxLength: 12 })
    .map((entries) => {
      const names = new Set(consistent(entries.map(([name]) => name)));
      const ops = entries
        .filter(([name]) => names.has(name))
        .map(([name, { text, executable }]) => op(name, text, { executable }));
      return ops.sort((a, b) => (a.path < b.path ? -1 : 1));
    });

  it('is there exactly, or nothing is', async () => {
    const work = quickFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(plan, fc.option(fc.uniqueArray(name, { maxLength: 5 })), async (files, standing) => {
        const target = path.join(work, String(count++), 'demo');
        if (standing)
          put(target, { './': '', ...Object.fromEntries(consistent(standing).map((name) => [name, 'mine'])) });
        const before = treeOf(path.dirname(target), { identity: true });
        const mine = new Set(standing ? consistent(standing) : []);
        const inTheWay = files.some(
          (file) =>
            mine.has(file.path) ||
            [...mine].some((name) => name.startsWith(`${file.path}/`) || file.path.startsWith(`${name}/`)),
        );
        const looked = await inspectTarget({ target, files });
        expect(looked.conflicts.length > 0).toBe(inTheWay);
        if (inTheWay) {
          await expect(apply({ target, files }, { signal: never })).rejects.toMatchObject({
            exitCode: 3,
            details: looked.conflicts,
          });
          expect(treeOf(path.dirname(target), { identity: true })).toEqual(before);
        } else {
          await apply({ target, files }, { signal: never });
          const asMine = [...mine].map((name) => op(name, 'mine'));
          const { '.': _root, ...rest } = treeOf(target);
          const { '.': _planned, ...expected } = treeOfPlan([...files, ...asMine]);
          expect(rest).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
