import { expect, test } from 'vitest';
import { lookAtDocuments } from '../../src/folders/documents/look.ts';
import { byReason, endingOf } from '../../src/folders/folder.ts';
import type { Images } from '../../src/folders/images/found.ts';
import { lookAtImages } from '../../src/folders/images/look.ts';
import { listText } from '../../src/folders/list.ts';
import { isCopied, isIgnored, nameOf, portable } from '../../src/folders/place.ts';
import { ownDocumentsFrom } from '../../src/plan/from-documents.ts';
import { ownImagesFrom } from '../../src/plan/from-images.ts';
import { hashOf } from '../../src/system/digest.ts';
import { folderOf } from '../support/folder-in-memory.ts';
import { png } from '../support/image-files.ts';

const few = ['cat/1.png', 'dog/1.png'];
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `cat/${at}.png`);

test.each<readonly [what: string, paths: readonly string[], bytes: number, copied: boolean]>([
  ['a few files', few, 100e6, true],
  ['more bytes than a project is for', few, 100e6 + 1, false],
  ['5,000 files', many(5_000), 1, true],
  ['more files than a project is for', many(5_001), 1, false],
  ['a name that Windows cannot have', [...few, 'dog/what?.png'], 1, false],
])('%s: copied %4$s', (_, paths, bytes, copied) => {
  expect(isCopied(paths, bytes)).toBe(copied);
});

test.each<readonly [what: string, personal: readonly string[], bytes: number, copied: boolean, ignored: boolean]>([
  ['what a repository can hold', [], 25e6, true, false],
  ['what it cannot', [], 25e6 + 1, true, true],
  ['what says something of people', ['1 image says where it was taken'], 1, true, true],
  ['what is not there', [], 1, false, true],
])('git passes over %s: %4$s', (_, personal, bytes, copied, ignored) => {
  expect(isIgnored(personal, bytes, copied)).toBe(ignored);
});

test.each([
  ['two names', ['a.md', 'b.md'], true],
  ['one name, in capitals as well', ['a.md', 'A.md'], false],
  ['one name in two forms of Unicode', ['\u00e9.md', 'e\u0301.md'], false],
  ['a line end', ['a\nb.md'], false],
  ['a device of Windows', ['notes/aux.md'], false],
])('whether every system can have %s', (_, paths, fine) => {
  expect(portable(paths)).toBe(fine);
});

test.each([
  ['photos', 'photos'],
  ['./own/photos/', 'photos'],
  ['..\\photos', 'photos'],
  ['..', 'data'],
  ['.', 'data'],
])('the folder %s is called %s', (path, name) => {
  expect(nameOf(path)).toBe(name);
});

test.each([
  ['a/B.PNG', 'png'],
  ['a.b/c', ''],
  ['a.tar.gz', 'gz'],
])('the ending of %s is %j', (path, ending) => {
  expect(endingOf(path)).toBe(ending);
});

test('the commonest reason comes first, with five of its files', () => {
  const left = [
    { path: 'z', reason: 'once' },
    ...many(6).map((path) => ({ path, reason: 'often' })),
    { path: 'y', reason: 'also once' },
  ];
  expect(byReason(left)).toEqual([
    { reason: 'often', files: 6, first: many(5) },
    { reason: 'also once', files: 1, first: ['y'] },
    { reason: 'once', files: 1, first: ['z'] },
  ]);
});

test('a list quotes what Python could not read back otherwise', () => {
  expect(
    listText(
      ['path', 'is'],
      [
        ['a,b', 'c"d'],
        ['e\nf', 'g\rh'],
      ],
    ),
  ).toBe('path,is\n"a,b","c""d"\n"e\nf","g\rh"\n');
});

const found: Images = await lookAtImages(
  folderOf(
    Object.fromEntries(
      Array.from(
        { length: 12 },
        (_, at) => [`${at % 2 ? 'cat' : 'dog'}/p${at}.png`, { content: png(at + 1) }] as const,
      ),
    ),
  ),
  { leaveOut: [] },
);
const listed = ['data/images.csv', 'data/contract.toml'];
const copies = found.images.map(({ path }) => `data/raw/images/${path}`);

test.each<readonly [what: string, change: Partial<Images>, files: readonly string[], where: string, ignored: boolean]>([
  ['a few', {}, [...copies, ...listed], 'data/raw/images', false],
  ['those that say where they were taken', { personal: ['x'] }, [...copies, ...listed], 'data/raw/images', true],
  ['too many for git', { bytes: 26e6 }, [...copies, ...listed], 'data/raw/images', true],
  ['too many to copy', { bytes: 101e6 }, listed, '/home/given', true],
])('of images a project has %s', (_, change, files, where, ignored) => {
  const own = ownImagesFrom({ ...found, ...change }, [['data', 'given']], '/home');
  expect(own.files.map(({ path }) => path)).toEqual(files);
  expect(own.words).toMatchObject({ ignored, path: where, features: '2', rows: '12' });
  expect(own.files.at(-1)?.content).toContain(`folder = "${where}"`);
});

test('of images the record has the digest of their list, and all that was said', () => {
  const flags = [
    ['data', 'labels.csv'],
    ['target', 'is'],
    ['group', 'name before _'],
    ['leave-out', 'fox,owl'],
  ] as const;
  const { files, record } = ownImagesFrom(found, flags, '/home');
  const list = files.find(({ path }) => path === 'data/images.csv')?.content;
  expect(record).toEqual({
    ...{ path: 'labels.csv', sha256: `sha256:${hashOf(Buffer.from(String(list)))}` },
    ...{ target: 'is', group: 'name before _', leaveOut: ['fox', 'owl'] },
  });
});

test.each([
  ['committed', 'The office is open for all of you, and the key is here.', false],
  ['passed over by git where they hold an address', 'Write to anna.berg@firma.de, and the key is yours.', true],
])('documents are %s, and the record has the digest of their list', async (_, content, ignored) => {
  const own = ownDocumentsFrom(await lookAtDocuments(folderOf({ 'a.md': { content } })), '/home');
  expect(own.files.map(({ path }) => path)).toEqual([
    'data/raw/documents/a.md',
    'data/documents.csv',
    'data/contract.toml',
  ]);
  expect(own.words).toMatchObject({ ignored });
  expect(own.record).toEqual({
    path: 'given',
    sha256: `sha256:${hashOf(Buffer.from(String(own.files[1]?.content)))}`,
  });
});
