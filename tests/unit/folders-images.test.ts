import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrange } from '../../src/folders/images/classes.ts';
import { contractOf, listOf } from '../../src/folders/images/contract.ts';
import type { Images } from '../../src/folders/images/found.ts';
import { groupRule, groupsBy, offeredGroups } from '../../src/folders/images/groups.ts';
import { lookAtImages } from '../../src/folders/images/look.ts';
import { wayOf } from '../../src/folders/way.ts';
import { openFolder } from '../../src/sources/folder.ts';
import { jpeg, png } from '../support/image-files.ts';

const folderWith = (files: Readonly<Record<string, Uint8Array | string>>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'images-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
};

/** So many images of each class, all different. */
function classes(counts: Readonly<Record<string, number>>, name = (at: number): string => `IMG_${at}.png`) {
  let tone = 0;
  return Object.fromEntries(
    Object.entries(counts).flatMap(([folder, many]) =>
      Array.from({ length: many }, (_, at) => {
        tone += 1;
        return [`${folder}/${name(at)}`, png(tone)] as const;
      }),
    ),
  );
}

const lookAt = (
  files: Readonly<Record<string, Uint8Array | string>>,
  said: { group?: string; leaveOut?: string[] } = {},
) => lookAtImages(openFolder(folderWith(files), '/'), { leaveOut: [], ...said });

describe('classes are found', () => {
  test.each<[string, readonly string[], readonly string[], string | undefined]>([
    ['in folders', ['cat/1.png', 'dog/1.png'], ['cat', 'dog'], undefined],
    ['in folders within folders', ['cat/a/1.png', 'cat/b/1.png', 'dog/1.png'], ['cat', 'dog'], undefined],
    ['below one more folder', ['data/cat/1.png', 'data/dog/1.png'], ['cat', 'dog'], undefined],
    ['within parts', ['train/cat/1.png', 'train/dog/1.png', 'test/cat/2.png'], ['cat', 'dog'], '^(?:test)/'],
    ['within parts, below', ['x/Train/cat/1.png', 'x/Test/dog/1.png'], ['cat', 'dog'], '^(?:[^/]+/){1}(?:Test)/'],
    [
      'around parts',
      ['cat/train/1.png', 'dog/train/1.png', 'cat/test/2.png'],
      ['cat', 'dog'],
      '^(?:[^/]+/){1}(?:test)/',
    ],
    ['within parts without a test', ['train/cat/1.png', 'val/dog/1.png'], ['cat', 'dog'], undefined],
    ['that are called like a part', ['train/1.png', 'bus/1.png'], ['train', 'bus'], undefined],
  ])('%s', (_, paths, found, official) => {
    const { classOf, official: part } = arrange(paths);
    expect([...new Set(classOf.values())]).toEqual(found);
    expect(part?.test).toBe(official);
    if (part)
      expect(paths.filter((one) => new RegExp(part.test).test(one)).every((one) => /test/i.test(one))).toBe(true);
  });
});

describe('groups in names', () => {
  const named = (names: readonly string[]) =>
    new Map(names.map((name, at) => [`${at % 2 ? 'a' : 'b'}/${name}`, at % 2 ? 'a' : 'b']));
  const times = <T>(many: number, make: (at: number) => T): T[] => Array.from({ length: many }, (_, at) => make(at));
  test.each<[string, readonly string[], string | undefined]>([
    ['patients with numbers', times(40, (at) => `patient${Math.floor(at / 4)}_${at % 4}.jpg`), 'name before _'],
    ['scenes before a hyphen', times(40, (at) => `scene${Math.floor(at / 5)}-00${at % 5}.png`), 'name before -'],
    ['names of a camera', times(40, (at) => `IMG_${at}.jpg`), undefined],
    ['names of their class', times(40, (at) => `${at % 2 ? 'cat' : 'dog'}.${at}.jpg`), undefined],
    ['patients of whom each has one image', times(40, (at) => `patient${at}_1.jpg`), undefined],
    ['numbers alone', times(40, (at) => `${at}.jpg`), undefined],
    ['words that do not count', times(40, (at) => `word${at}_flower.jpg`), undefined],
    ['days, which may be bursts', times(40, (at) => `2024030${Math.floor(at / 5)}_10${at}.jpg`), 'name before _'],
  ])('%s', (_, names, rule) => {
    expect(offeredGroups(named(names))?.rule).toBe(rule);
  });

  test.each([
    ['name before _', 'a/p1_2_3.jpg', 'p1'],
    ['name before last _', 'a/p1_2_3.jpg', 'p1_2'],
    ['name before -', 'a_b/p-1.jpg', 'p'],
    ['folder', 'a/p1/3.jpg', 'a/p1'],
    ['name before .', 'a/p.1.jpg', 'p'],
  ])('%s of %s is %s', (said, file, group) => {
    const rule = groupRule(said);
    expect(rule && groupsBy(rule, [file])).toEqual([group]);
  });

  test.each(['', 'name', 'name before', 'name before /', 'regex'])('%j is no rule', (said) => {
    expect(groupRule(said)).toBeUndefined();
  });
});

describe('what is surprising is said', () => {
  const many = classes({ cat: 40, dog: 40 });
  const first = many['cat/IMG_0.png'] ?? '';
  test.each<[string, Readonly<Record<string, Uint8Array | string>>, RegExp | undefined]>([
    ['nothing', many, undefined],
    [
      'one picture under two classes',
      { ...many, 'dog/x.png': first },
      /1 picture under two classes: .*Nobody can learn both/,
    ],
    ['one picture twice', { ...many, 'cat/x.png': first }, /1 image equals another one byte for byte/],
    [
      'a few broken ones',
      { ...many, 'cat/x.jpg': 'no image', 'cat/y.jpg': '' },
      /1 file left out, since it is empty: cat\/y.jpg/,
    ],
    ['where they were taken', { ...many, 'cat/x.jpg': jpeg({ gps: true }) }, /1 image says where it was taken/],
    ['few of a class', { ...many, ...classes({ fox: 6 }) }, /Few images of fox \(6\)/],
    ['a large class', { ...many, ...classes({ ox: 200 }) }, /largest class has 200 images, the smallest 40/],
    [
      'groups',
      { ...classes({ cat: 40, dog: 40 }, (at) => `p${at % 10}_${at}.png`) },
      /10 groups .*--group 'name before _'/,
    ],
  ])('%s', async (_, files, expected) => {
    const { warnings } = await lookAt(files);
    if (expected) expect(warnings.join('\n')).toMatch(expected);
    else expect(warnings).toEqual([]);
  });

  test('and what is hidden or left by systems is passed over', async () => {
    const { passedOver, images } = await lookAt({
      ...many,
      '.DS_Store': '',
      'cat/Thumbs.db': 'x',
      '__MACOSX/cat/._a.png': 'x',
    });
    expect(passedOver.map(({ path: one }) => one)).toEqual(['.DS_Store', '__MACOSX', 'cat/Thumbs.db']);
    expect(images).toHaveLength(80);
  });
});

describe('refused with a next step', () => {
  const many = classes({ cat: 20, dog: 20 });
  test.each<[string, Readonly<Record<string, Uint8Array | string>>, { group?: string; leaveOut?: string[] }, RegExp]>([
    ['one class', classes({ cat: 9 }), {}, /images of one class alone, cat/],
    ['no folders', { 'a.png': png(1), 'b.png': png(2) }, {}, /no images in folders of classes/],
    [
      'a class of one',
      { ...many, ...classes({ fox: 1 }) },
      {},
      /needs 5 images at least, some for each part, and fox has 1/,
    ],
    [
      'too many broken',
      { ...many, 'cat/x.png': '', 'cat/y.png': '', 'dog/z.png': 'x' },
      {},
      /3 of 43 images .* more than 5 %/,
    ],
    ['a class to leave out that is none', many, { leaveOut: ['fox'] }, /no such class/],
    ['one class left', many, { leaveOut: ['cat'] }, /one class alone, dog/],
    ['a rule that is none', many, { group: 'people' }, /no rule for names/],
    [
      'a rule that some names break',
      { ...many, 'cat/x.png': png(99) },
      { group: 'name before _' },
      /no group in cat\/x.png/,
    ],
    ['parts that hold no classes', { ...classes({ train: 9, test: 9 }) }, {}, /are named like parts/],
    [
      'a class of the test part alone',
      classes({ 'train/a': 9, 'train/b': 9, 'test/a': 9, 'test/c': 9 }),
      {},
      /c of .* fewer than 4 images outside of the test part/,
    ],
  ])('%s', async (_, files, said, expected) => {
    await expect(lookAt(files, said)).rejects.toThrow(expected);
  });

  test('a link that leads out of the folder', () => {
    const folder = folderWith(many);
    symlinkSync('/etc', path.join(folder, 'cat', 'out'));
    expect(() => openFolder(folder, '/')).toThrow(/cat\/out in .* is a link that leads out/);
  });

  test('but a link within it, or to nothing, is passed over', () => {
    const folder = folderWith(many);
    symlinkSync(path.join(folder, 'dog'), path.join(folder, 'cat', 'dogs'));
    symlinkSync('/no/where', path.join(folder, 'lost'));
    const { passedOver, files } = openFolder(folder, '/');
    expect(passedOver.map(({ reason }) => reason)).toEqual([
      'a link to what is in the folder itself',
      'a link to nothing',
    ]);
    expect(files).toHaveLength(40);
  });
});

test('the list names each file once, whatever its name, and the contract holds its digest and the split', async () => {
  const found: Images = await lookAt(
    { ...classes({ 'so-called "weed"': 8, 'ä, b': 8 }, (at) => `p${at % 4}_${at}.png`), 'ä, b/notes.txt': 'x' },
    { group: 'name before _' },
  );
  const lines = listOf(found).trim().split('\n');
  expect(lines).toHaveLength(1 + 16 + 1);
  expect(lines[1]).toMatch(/^"so-called ""weed""\/p0_0\.png","so-called ""weed""",[0-9a-f]{64},$/);
  expect(lines.at(-1)).toContain('"ä, b/p3_7.png"');
  const contract = contractOf(found, 'data/raw/images', 'abc');
  expect(contract).toContain('by = "group"');
  expect(contract).toContain('group = "(?:^|/)([^/]+?)_[^/]*$"');
  expect(contract).toContain(String.raw`classes = ["so-called \"weed\"", "ä, b"]`);
});

test.each<[string, number, number, string | undefined]>([
  ['images', 100, 0, 'images'],
  ['images with a readme', 100, 2, 'images'],
  ['documents', 0, 10, 'documents'],
  ['documents with pictures', 8, 10, 'documents'],
  ['either', 70, 30, undefined],
  ['neither', 0, 0, undefined],
])('a folder of %s', (_, images, documents, way) => {
  expect(wayOf({ images, documents })).toBe(way);
});
