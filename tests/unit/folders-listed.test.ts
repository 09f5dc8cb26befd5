import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type ListedRow, listed } from '../../src/folders/images/listed.ts';
import { png } from '../support/image-files.ts';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

const paths = ['a/1.png', 'a/2.png', 'b/2.png', 'b/three.jpg'];

test.each<readonly [how: string, typed: string, path: string | undefined]>([
  ['by its path', 'a/1.png', 'a/1.png'],
  ['by its path, written as on Windows', '.\\a\\1.png', 'a/1.png'],
  ['by its name', '1.png', 'a/1.png'],
  ['without its ending', 'three', 'b/three.jpg'],
  ['never by a name that two have', '2.png', undefined],
  ['never by what leads out', '../a/1.png', undefined],
  ['never by what is not there', '9.png', undefined],
])('a file is found %s', (_, typed, path) => {
  const { classOf, absent } = listed(
    [
      ['b/three.jpg', 'y'],
      [typed, 'y'],
    ],
    paths,
  );
  expect(new Set(classOf.keys())).toEqual(new Set(['b/three.jpg', ...(path === undefined ? [] : [path])]));
  expect(absent).toEqual(path === undefined ? [typed] : []);
});

test('an image without a row, or without a class, is astray, and one with two is refused', () => {
  const rows: readonly ListedRow[] = [
    ['1.png', 'x'],
    ['a/1.png', 'x'],
    ['a/2.png', ''],
  ];
  expect(listed(rows, paths).astray).toEqual(['a/2.png', 'b/2.png', 'b/three.jpg']);
  expect(() => listed([...rows, ['a/1.png', 'y']], paths)).toThrow(/gives a\/1\.png two classes, x and y/);
});

/** Sixteen images in one folder, with one that no row names, and a table of them. */
function listedFolder(head: string, row: (at: number) => string, cwd = workFolder()): string {
  mkdirSync(path.join(cwd, 'img', 'all'), { recursive: true });
  for (let at = 0; at < 17; at += 1) writeFileSync(path.join(cwd, 'img', 'all', `p${at}.png`), png(at + 1));
  const rows = Array.from({ length: 16 }, (_, at) => row(at));
  writeFileSync(path.join(cwd, 'img', 'labels.csv'), `${[head, ...rows].join('\n')}\n`);
  return cwd;
}

const kind = (at: number): string => (at % 2 ? 'cat' : 'dog');

test.each<readonly [what: string, head: string, row: (at: number) => string, flags: readonly string[]]>([
  ['paths and classes, whose type is told', 'path,label', (at) => `all/p${at}.png,${kind(at)}`, []],
  [
    'a column more, with a template',
    'file,site,label',
    (at) => `p${at}.png,s${at % 3},${kind(at)}`,
    ['-t', 'image-classifier'],
  ],
  [
    'a column that is named',
    'file,is,site',
    (at) => `p${at}.png,${kind(at)},s${at % 3}`,
    ['-t', 'image-classifier', '--target', 'is'],
  ],
])('of a table of %s a project is made, and can be made again', async (_, head, row, flags) => {
  const cwd = listedFolder(head, row);
  const made = await reportHere(['made', '--data', 'img/labels.csv', ...flags, '--yes', '--no-git'], { cwd });
  expect(made).toMatchObject({
    ok: true,
    project: { template: { id: 'image-classifier' } },
    profile: {
      form: 'images',
      kinds: [
        { name: 'cat', files: 8 },
        { name: 'dog', files: 8 },
      ],
    },
  });
  const list = readFileSync(path.join(cwd, 'made', 'data', 'images.csv'), 'utf8');
  expect(list).toMatch(/^all\/p1\.png,cat,[0-9a-f]{64},$/m);
  expect(list).toMatch(/^all\/p16\.png,,,the table gives it no class$/m);
  expect(existsSync(path.join(cwd, 'made', 'data', 'raw', 'images', 'all', 'p1.png'))).toBe(true);
  const record = JSON.parse(readFileSync(path.join(cwd, 'made', '.ml-portfolio.json'), 'utf8'));
  expect(record.data).toMatchObject({ path: 'img/labels.csv', target: expect.any(String) });
  expect(JSON.stringify(made)).toMatch(/--data=img\/labels\.csv --target=/);
});

test.each<readonly [what: string, head: string, row: (at: number) => string, flags: readonly string[], said: RegExp]>([
  [
    'files that are not there',
    'path,label',
    (at) => `${at}.png,${kind(at)}`,
    [],
    /Of 16 images that the table names none lies beside it; the first is 0\.png/,
  ],
  [
    'no column of images',
    'a,b',
    (at) => `${at},${kind(at)}`,
    ['-t', 'image-classifier'],
    /No column of img\/labels\.csv names images/,
  ],
  [
    'a class that is not said',
    'path,is,site',
    (at) => `p${at}.png,${kind(at)},s${at % 3}`,
    ['-t', 'image-classifier'],
    /Which column says the class of an image is not said.*--target/s,
  ],
  [
    'a column that is not there',
    'path,label',
    (at) => `p${at}.png,${kind(at)}`,
    ['-t', 'image-classifier', '--target', 'lable'],
    /Did you mean label/,
  ],
  [
    'a user of images',
    'path,label',
    (at) => `p${at}.png,${kind(at)}`,
    ['-t', 'image-classifier', '--user', 'path'],
    /--user means nothing of img\/labels\.csv, whose rows name images/,
  ],
  [
    'a positive class of images',
    'path,label',
    (at) => `p${at}.png,${kind(at)}`,
    ['--positive', 'cat'],
    /--positive means nothing of img\/labels\.csv/,
  ],
  ['one class', 'path,label', (at) => `p${at}.png,cat`, ['-t', 'image-classifier'], /one class alone, cat/],
])('%s: exit 2, and nothing is written', async (_, head, row, flags, said) => {
  const cwd = listedFolder(head, row);
  const { code, stderr } = await runHere(['made', '--data', 'img/labels.csv', ...flags, '--yes', '--no-git'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(said) });
  expect(existsSync(path.join(cwd, 'made'))).toBe(false);
});
