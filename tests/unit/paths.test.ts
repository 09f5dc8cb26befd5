import { expect, test } from 'vitest';
import { checkSafe, partOf, targetPath } from '../../src/template/paths.ts';

test.each([
  ['README.md.hbs', 'README.md'],
  ['_gitignore', '.gitignore'],
  ['data/_gitignore', 'data/.gitignore'],
  ['_github/workflows/ci.yml', '.github/workflows/ci.yml'],
  ['__init__.py', '__init__.py'],
  ['src/pkg/_private.py', 'src/pkg/_private.py'],
  ['src/pkg/__main__.py', 'src/pkg/__main__.py'],
  ['__config.yml', '_config.yml'],
  ['__quarto.yml.hbs', '_quarto.yml'],
  ['__static/__x.css', '_static/__x.css'],
  ['___x', '__x'],
  ['__tests__/x.js', '__tests__/x.js'],
  ['__init__.py.hbs', '__init__.py'],
  ['_', '_'],
  ['__parts/x', '_parts/x'],
  ['data/__gitignore', 'data/_gitignore'],
])('%s is written as %s', (stored, target) => {
  expect(targetPath(stored)).toBe(target);
});

test.each([
  ['_parts/README.md/10-head.md.hbs', { path: 'README.md', part: '10-head.md.hbs' }],
  ['_parts/data/README.md/20-x.md', { path: 'data/README.md', part: '20-x.md' }],
  ['_parts/_gitignore/10-python', { path: '.gitignore', part: '10-python' }],
  ['_parts/__config.yml/10-title', { path: '_config.yml', part: '10-title' }],
  ['_parts/loose', undefined],
  ['src/_parts/a/b', undefined],
])('%s is a part: %j', (stored, expected) => {
  expect(partOf(stored)).toEqual(expected);
});

test.each([
  ...['..', 'a/../b', '/etc/passwd', 'a//b', './a', 'a\\b', 'C:x', 'a\u0000b', 'a\nb', ''],
  // What a repository holds, git runs; and names that are not what they show.
  ...[
    '.git',
    '.git/config',
    'a/.GIT/hooks/pre-commit',
    '.git. /x',
    'git~1/config',
    '.ＧIT/config',
    '.git::$INDEX_ALLOCATION/x',
    'a\u202etxt.py',
    '.g\u200cit/x',
  ],
])('%j is refused', (path) => {
  expect(() => checkSafe(path, path)).toThrow(/cannot be written safely/);
});

test.each(['.gitignore', '.github/workflows/ci.yml', 'digit/x', 'größe.txt'])('%j is fine', (path) => {
  expect(() => checkSafe(path, path)).not.toThrow();
});
