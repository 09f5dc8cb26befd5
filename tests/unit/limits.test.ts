import { describe, expect, test } from 'vitest';
import { count, folded, isLeftBehind, limits } from '../../src/template/limits.ts';
import { checkNoRepository, isGitFolder, repositoryIn } from '../../src/template/repositories.ts';

test.each([limits.bytes + 1, Number.NaN, Number.POSITIVE_INFINITY])('%d bytes are too many', (size) => {
  expect(() => count().bytes(size)).toThrow(/more than 100 MB/);
  expect(() => count().bytes(limits.bytes)).not.toThrow();
});

test.each([
  ['A', 'a'],
  ['\u017f', 's'],
  ['e\u0301', '\u00e9'],
  ['STRASSE', 'stra\u00dfe'],
])('%s and %s are one name on some systems', (one, other) => expect(folded(one)).toBe(folded(other)));

test('what tools leave is passed over, but nothing that leads elsewhere', () => {
  expect(['.git/HEAD', 'a/__pycache__/b.pyc', 'a.pyc', '.DS_Store'].map(isLeftBehind)).not.toContain(false);
  expect(['../.git/HEAD', 'a/../../b.pyc', 'a.py', '.github/x'].map(isLeftBehind)).not.toContain(true);
});

describe('what git would run', () => {
  test.each(['.git', '.GIT', '.git.', '.git ', '.gi\u200ct', '.git::$INDEX_ALLOCATION', 'git~1', '.\uff47it'])(
    '%s is its folder',
    (name) => expect(isGitFolder(name)).toBe(true),
  );

  test.each(['.github', '.gitignore', 'git', 'git~', '_git'])('%s is not', (name) =>
    expect(isGitFolder(name)).toBe(false),
  );

  test.each<[paths: string[], folder: string | undefined]>([
    [['HEAD', 'objects/a', 'refs/b'], '.'],
    [['a/head', 'a/Objects/a', 'a/refs.'], 'a'],
    [['a/HEAD', 'a/commondir'], 'a'],
    [['HEAD', 'objects/a', 'a/refs/b'], undefined],
    [['a/HEAD', 'b/commondir'], undefined],
  ])('%j are a repository in %s', (paths, folder) => {
    expect(repositoryIn(paths)).toBe(folder);
    const check = () => checkNoRepository(paths.map((path) => ({ path })));
    if (folder) expect(check).toThrow(/git would take/);
    else expect(check).not.toThrow();
  });
});
