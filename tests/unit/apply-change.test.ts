import { chmodSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import type { Change } from '../../src/apply/change.ts';
import { digestOf } from '../../src/project/record.ts';
import { countingSignal, never } from './support/apply-signal.ts';
import { op, put, quickFolder, stagingBelow, treeOf, workFolder } from './support/apply-tree.ts';

const was = (text: string): string => digestOf(Buffer.from(text));
const before = { 'README.md': '# Old\n', 'app/a.py': 'a\n', 'app/b/c.py': 'c\n', 'own/mine.txt': 'mine\n' };

/** One change of each kind; what was expected is what is there. */
const changes: readonly Change[] = [
  op('docs/new.md', 'new\n'),
  { ...op('README.md', '# New\n'), expects: was('# Old\n') },
  { path: 'app/b/c.py', expects: was('c\n') },
];

function project(): string {
  const target = path.join(workFolder(), 'demo');
  mkdirSync(target);
  put(target, before);
  return target;
}

describe('a project that exists', () => {
  test('is created in, replaced in and deleted from; what a deletion leaves empty goes, and the rest stays', async () => {
    const target = project();
    const bytes = 'new\n'.length + '# New\n'.length;
    expect(await apply({ target, files: changes }, { signal: never })).toEqual({ files: 2, bytes });
    const { 'app/b/c.py': _, ...others } = before;
    const after = path.join(workFolder(), 'demo');
    mkdirSync(after);
    put(after, { ...others, 'README.md': '# New\n', 'docs/new.md': 'new\n' });
    expect(treeOf(target)).toEqual(treeOf(after));
  });

  test.each<[string, (target: string) => void]>([
    ['was changed', (target) => writeFileSync(path.join(target, 'README.md'), '# Mine\n')],
    ['is gone', (target) => renameSync(path.join(target, 'app/b/c.py'), path.join(target, 'own/c.py'))],
    [
      'is a link by now',
      (target) => {
        renameSync(path.join(target, 'README.md'), path.join(target, 'own/README.md'));
        symlinkSync('own/README.md', path.join(target, 'README.md'));
      },
    ],
    ['is there already, and would be created', (target) => put(target, { 'docs/new.md': 'mine\n' })],
  ])('is not touched where a file %s', async (_, meanwhile) => {
    const target = project();
    meanwhile(target);
    const held = treeOf(target, { identity: true });
    await expect(apply({ target, files: changes }, { signal: never })).rejects.toMatchObject({ exitCode: 3 });
    expect(treeOf(target, { identity: true })).toEqual(held);
  });

  test('is told apart from what its own pipeline writes into it', async () => {
    const target = project();
    const page = (result: string): string => `# Old\n<!-- result:start -->${result}<!-- result:end -->\n`;
    writeFileSync(path.join(target, 'README.md'), page('\n0.97\n'));
    await apply({ target, files: [{ ...op('README.md', 'x'), expects: was(page('')) }] }, { signal: never });
    expect(readFileSync(path.join(target, 'README.md'), 'utf8')).toBe('x');
  });

  test('is as it was after a signal at any moment', async () => {
    let looks = 0;
    const counting = countingSignal((count) => {
      looks = count;
      return false;
    });
    await apply({ target: project(), files: changes }, { signal: counting });
    expect(looks).toBeGreaterThan(8);
    for (let end = 1; end <= looks; end += 1) {
      const target = project();
      const held = treeOf(target);
      const error = await apply({ target, files: changes }, { signal: countingSignal((count) => count >= end) }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ exitCode: 130 });
      expect(treeOf(target)).toEqual(held);
      expect(stagingBelow(path.dirname(target))).toEqual([]);
    }
  });

  test('is as it was where a later file was changed while an earlier one was replaced', async () => {
    const target = project();
    const files: readonly Change[] = [
      { ...op('README.md', '# New\n'), expects: was('# Old\n') },
      { path: 'app/b/c.py', expects: was('c\n') },
      { path: 'app/a.py', expects: was('a\n') },
    ];
    // Once the first has its new content, the owner saves the last.
    const signal = countingSignal(() => {
      const replaced = readFileSync(path.join(target, 'README.md'), 'utf8') === '# New\n';
      if (replaced) writeFileSync(path.join(target, 'app/a.py'), 'mine\n');
      return false;
    });
    await expect(apply({ target, files }, { signal })).rejects.toMatchObject({ exitCode: 3, details: ['app/a.py'] });
    expect(readFileSync(path.join(target, 'README.md'), 'utf8')).toBe('# Old\n');
    expect(readFileSync(path.join(target, 'app/b/c.py'), 'utf8')).toBe('c\n');
    expect(readFileSync(path.join(target, 'app/a.py'), 'utf8')).toBe('mine\n');
  });

  test('loses nothing that was written in a place of ours while we take back', async () => {
    const target = project();
    const signal = countingSignal(() => {
      const replaced = readFileSync(path.join(target, 'README.md'), 'utf8') === '# New\n';
      if (replaced) {
        put(target, { saved: 'mine\n' });
        renameSync(path.join(target, 'saved'), path.join(target, 'README.md'));
        return true;
      }
      return false;
    });
    await expect(apply({ target, files: changes }, { signal })).rejects.toMatchObject({ exitCode: 130 });
    expect(readFileSync(path.join(target, 'README.md'), 'utf8')).toBe('mine\n');
  });

  test('leaves alone what the owner has saved into a new file of ours while we take back', async () => {
    const target = project();
    const readme = path.join(target, 'README.md');
    const signal = countingSignal(() => {
      if (readFileSync(readme, 'utf8') !== '# New\n') return false;
      writeFileSync(readme, '# New, and mine\n');
      return true;
    });
    await expect(apply({ target, files: changes }, { signal })).rejects.toMatchObject({ exitCode: 130 });
    expect(readFileSync(readme, 'utf8')).toBe('# New, and mine\n');
  });

  test('has its record replaced last', async () => {
    const target = project();
    const record = path.join(target, '.ml-portfolio.json');
    writeFileSync(record, 'old\n');
    const files: readonly Change[] = [
      { ...op('.ml-portfolio.json', ''), content: { record: { schema: 1 } }, expects: was('old\n') },
      { ...op('README.md', '# New\n'), expects: was('# Old\n') },
    ];
    const seen = new Set<string>();
    const look = (): string =>
      `${readFileSync(record, 'utf8') === 'old\n' ? 'old' : 'new'} record, ${readFileSync(path.join(target, 'README.md'), 'utf8').trim()}`;
    const signal = countingSignal(() => {
      seen.add(look());
      return false;
    });
    await apply({ target, files }, { signal });
    expect([...seen, look()]).toEqual(['old record, # Old', 'old record, # New', 'new record, # New']);
  });

  test('is left alone where a folder of it has become a link that leads elsewhere', async () => {
    const target = project();
    const elsewhere = path.join(workFolder(), 'b');
    renameSync(path.join(target, 'app/b'), elsewhere);
    symlinkSync(elsewhere, path.join(target, 'app/b'));
    await expect(apply({ target, files: changes }, { signal: never })).rejects.toMatchObject({ exitCode: 3 });
    expect(readFileSync(path.join(elsewhere, 'c.py'), 'utf8')).toBe('c\n');
    expect(readFileSync(path.join(target, 'README.md'), 'utf8')).toBe('# Old\n');
  });

  test('that is not there has nothing to replace', async () => {
    const target = path.join(workFolder(), 'demo');
    await expect(apply({ target, files: changes }, { signal: never })).rejects.toMatchObject({ exitCode: 3 });
    expect(treeOf(path.dirname(target))).toEqual({ '.': expect.anything() });
  });
});

test('any changes happen as a whole, or not at all', async () => {
  const names = ['a', 'b', 'c/d', 'c/e', 'f/g/h'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('create', 'replace', 'delete', 'leave'), { minLength: 5, maxLength: 5 }),
      fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      async (kinds, spoilt) => {
        const target = quickFolder();
        const files: Change[] = [];
        const expected: Record<string, string> = {};
        for (const [index, kind] of kinds.entries()) {
          const name = names[index] ?? '';
          const there = kind !== 'create';
          if (there) put(target, { [name]: `old ${name}` });
          const expects = was(index === spoilt && there ? 'something else' : `old ${name}`);
          if (kind === 'create') files.push(op(name, 'new'));
          if (kind === 'replace') files.push({ ...op(name, 'new'), expects });
          if (kind === 'delete') files.push({ path: name, expects });
          if (kind !== 'delete') expected[name] = kind === 'leave' ? `old ${name}` : 'new';
        }
        const wrong = spoilt !== undefined && ['replace', 'delete'].includes(kinds[spoilt] ?? '');
        const held = treeOf(target);
        const done = await apply({ target, files }, { signal: never }).then(
          () => true,
          () => false,
        );
        expect(done).toBe(!wrong);
        if (!wrong) {
          const oracle = quickFolder();
          put(oracle, expected);
          expect(filesOf(treeOf(target))).toEqual(filesOf(treeOf(oracle)));
        } else expect(treeOf(target)).toEqual(held);
      },
    ),
    { numRuns: 60 },
  );
});

const filesOf = (tree: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(tree).filter(([, what]) => what.startsWith('file')));

test('a file is replaced with the permissions that the plan gives it', async () => {
  const target = project();
  chmodSync(path.join(target, 'app/a.py'), 0o600);
  await apply(
    { target, files: [{ ...op('app/a.py', 'run\n', { executable: true }), expects: was('a\n') }] },
    { signal: never },
  );
  expect(treeOf(target)['app/a.py']).toMatch(/ 755$/);
});
