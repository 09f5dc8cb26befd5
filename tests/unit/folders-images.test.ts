import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { arrange } from '../../src/folders/images/classes.ts';
import { contractOf, listOf } from '../../src/folders/images/contract.ts';
import type { Images } from '../../src/folders/images/found.ts';
import { groupRule, groupsBy, offeredGroups } from '../../src/folders/images/groups.ts';
import { lookAtImages } from '../../src/folders/images/look.ts';
import { formOf } from '../../src/folders/images/size.ts';
import { wayOf } from '../../src/folders/way.ts';
import { openFolder } from '../../src/sources/folder.ts';
import { folderOf, type Held } from '../support/folder-in-memory.ts';
import { jpeg, png } from '../support/image-files.ts';
import { withoutRoot } from '../support/without-root.ts';

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
    ['around parts, but not everywhere', ['cat/train/1.png', 'cat/test/2.png', 'dog/1.png'], ['cat', 'dog'], undefined],
    ['within parts that all are tests', ['test/cat/1.png', 'eval/dog/1.png'], ['cat', 'dog'], undefined],
    [
      'within parts of other names',
      ['training/cat/1.png', 'validation/dog/1.png', 'Hold-Out/dog/2.png'],
      ['cat', 'dog'],
      '^(?:Hold-Out)/',
    ],
    ['within parts without a test', ['train/cat/1.png', 'val/dog/1.png'], ['cat', 'dog'], undefined],
    ['that are called like a part', ['train/1.png', 'bus/1.png'], ['train', 'bus'], undefined],
  ])('%s', (_, paths, found, official) => {
    const { classOf, official: part } = arrange(paths);
    expect([...new Set(classOf.values())]).toEqual(found);
    expect(part?.test).toBe(official);
    if (part)
      expect(paths.filter((one) => new RegExp(part.test).test(one)).every((one) => /test|hold-out/i.test(one))).toBe(
        true,
      );
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
    ['a patient with most of the images', times(40, (at) => `p${Math.max(0, at - 16)}_${at}.jpg`), undefined],
    [
      'a patient with many of the images',
      times(40, (at) => `p${at < 16 ? 0 : Math.floor(at / 4)}_${at}.jpg`),
      undefined,
    ],
    [
      'patients of whom half have one image',
      times(40, (at) => `p${at < 20 ? Math.floor(at / 4) : at}_${at}.jpg`),
      undefined,
    ],
    ['three patients', times(40, (at) => `p${at % 3}_${at}.jpg`), undefined],
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
      /^1 picture under two classes: .*Nobody can learn both/,
    ],
    ['one picture twice', { ...many, 'cat/x.png': first }, /^1 image equals another one byte for byte/],
    [
      'a few broken ones',
      { ...many, 'cat/x.jpg': 'no image', 'cat/y.jpg': '' },
      /^1 file left out, since it is empty: cat\/y\.jpg\.\n1 file left out, since it is not an image: cat\/x\.jpg\.$/,
    ],
    [
      'where they were taken',
      { ...many, 'cat/x.jpg': jpeg({ gps: true }) },
      /^1 image says where it was taken, which its file holds: git passes/,
    ],
    [
      'few of a class',
      classes({ cat: 40, dog: 40, fox: 6 }),
      /^Few images of fox \(6\): what is measured of it is rough\./,
    ],
    [
      'what the test part shares with the rest',
      {
        ...classes({ 'train/cat': 40, 'train/dog': 40, 'test/cat': 30, 'test/dog': 30 }),
        'test/cat/x.png': png(1),
        'test/cat/y.png': png(1),
      },
      /^2 images of the test part are in the training part as well/,
    ],
    [
      'a large class',
      classes({ cat: 40, dog: 40, ox: 200 }),
      /^The largest class has 200 images, the smallest 40: .*$/,
    ],
    [
      'groups',
      { ...classes({ cat: 40, dog: 40 }, (at) => `p${at % 10}_${at}.png`) },
      /^The names look as if they told 10 groups \(p0, p1 and p2\): .*--group 'name before _'/,
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
    ['a class of four', { ...many, ...classes({ fox: 4 }) }, {}, /and fox has 4/],
    [
      'a few too many broken',
      { ...classes({ cat: 20, dog: 17 }), 'cat/x.png': '', 'cat/y.png': '' },
      {},
      /2 of 39 images .* more than 5 %/,
    ],
    [
      'a test part of one class',
      classes({ 'train/a': 9, 'train/b': 9, 'test/a': 9 }),
      {},
      /The test part of .* holds fewer than two classes/,
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

  test('a link to a folder beside it, whose name begins as its own does', () => {
    const folder = folderWith(many);
    mkdirSync(`${folder}-private`);
    symlinkSync(`${folder}-private`, path.join(folder, 'cat', 'out'));
    expect(() => openFolder(folder, '/')).toThrow(/cat\/out in .* is a link that leads out/);
  });

  test('a folder in it that is closed to us, or a file', async () => {
    const folder = folderWith(many);
    const place = path.join(folder, 'cat');
    chmodSync(folder, 0o755);
    chmodSync(path.join(place, 'IMG_0.png'), 0);
    const { files, read } = openFolder(folder, '/');
    await expect(withoutRoot(async () => files[0] && read(files[0]))).rejects.toThrow(
      /IMG_0\.png cannot be read: .*permission/,
    );
    chmodSync(place, 0);
    const listing = withoutRoot(async () => openFolder(folder, '/'));
    await expect(listing).rejects.toThrow(/cat cannot be read: .*permission/);
    chmodSync(place, 0o755);
  });

  test('a file that changes while the folder is read', async () => {
    const opened = openFolder(folderWith(many), '/');
    const [file] = opened.files;
    if (!file) throw new Error('There is no file.');
    appendFileSync(path.join(opened.path, file.path), 'more');
    await expect(opened.read(file)).rejects.toThrow(/cat\/IMG_0\.png has changed while the folder was read/);
  });

  test('and nothing is listed or read any more once it is to end', () => {
    const [folder, ending] = [folderWith(many), new AbortController()];
    const { files, read } = openFolder(folder, '/', ending.signal);
    ending.abort();
    expect(() => openFolder(folder, '/', ending.signal)).toThrow(/cancelled/i);
    expect(() => files[0] && read(files[0])).toThrow(/cancelled/i);
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

const held = (files: Readonly<Record<string, Buffer>>): Readonly<Record<string, Held>> =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [name, { content }]));

/** A picture whose head says that it is so wide. */
function wide(width: number, height = 10_000): Buffer {
  const bytes = png(1);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

test.each<readonly [what: string, file: Held, reason: string | undefined]>([
  ['of 50 MB', { content: png(1), bytes: 50_000_000 }, undefined],
  ['of more bytes', { bytes: 50_000_001 }, 'it has more than 50 MB'],
  ['of 50 million pixels', { content: wide(5_000) }, undefined],
  ['of more pixels', { content: wide(5_001) }, 'it has more than 50 million pixels'],
  ['of 16 pixels a side', { content: png(1, 40, 16) }, undefined],
  ['of fewer', { content: png(1, 40, 15) }, 'a side has fewer than 16 pixels'],
  ['that is no image', { content: '<html>404' }, 'it is not an image'],
])('an image %s: left out for %j', async (_, file, reason) => {
  const { left, images } = await lookAtImages(folderOf({ ...held(classes({ cat: 20, dog: 20 })), 'cat/x.png': file }), {
    leaveOut: [],
  });
  expect(left).toEqual(reason === undefined ? [] : [{ path: 'cat/x.png', reason }]);
  expect(images.length).toBe(reason === undefined ? 41 : 40);
});

test('a class that is left out is none, and five images make one', async () => {
  const found = await lookAt({ ...classes({ cat: 5, dog: 9, fox: 2 }) }, { leaveOut: ['fox'] });
  expect(found.classes).toEqual([
    { name: 'cat', images: 5 },
    { name: 'dog', images: 9 },
  ]);
  expect(found.left.map(({ reason }) => reason)).toEqual(Array(2).fill('its class is left out'));
  expect(contractOf(found, 'x', 'abc')).toContain('classes = ["cat", "dog"]');
});

test.each<readonly [what: string, sizes: readonly (readonly [number, number])[], form: readonly [number, number]]>([
  [
    'small ones of one size stay as they are',
    [
      [20, 28],
      [20, 28],
    ],
    [28, 20],
  ],
  [
    'small ones of several sizes are 32',
    [
      [20, 28],
      [28, 20],
    ],
    [32, 32],
  ],
  [
    'most of 100 pixels are 64',
    [
      [100, 300],
      [300, 100],
      [500, 500],
    ],
    [64, 64],
  ],
  [
    'photographs are 128',
    [
      [400, 300],
      [128, 300],
    ],
    [128, 128],
  ],
])('%s', (_, sizes, [height, width]) => {
  const about = { path: '', class: '', bytes: 1, sha256: '', format: 'PNG', place: false } as const;
  const images = sizes.map(([w, h]) => ({ ...about, width: w, height: h, grey: true }));
  expect(formOf(images)).toEqual({ height, width, channels: 1 });
  expect(
    formOf([...images, { ...about, width: sizes[0]?.[0] ?? 0, height: sizes[0]?.[1] ?? 0, grey: false }]),
  ).toMatchObject({
    channels: 3,
  });
});

test('a test part and groups are both in the contract, and links in the list', async () => {
  const parts = classes({ 'train/a': 8, 'train/b': 8, 'test/a': 4, 'test/b': 4 }, (at) => `p${at}_1.png`);
  const grey = Object.keys(parts).map((path, at) => [path, { content: png(at, 20, 24, true) }] as const);
  const links = [
    { path: 'train/c', reason: 'a link to nothing' },
    { path: 'z', reason: 'hidden, or left by a system or a tool' },
  ];
  const found = await lookAtImages(folderOf(Object.fromEntries(grey), links), { group: 'name before _', leaveOut: [] });
  expect(found.split).toMatchObject({ by: 'official', test: '^(?:test)/', group: '(?:^|/)([^/]+?)_[^/]*$' });
  const contract = parse(contractOf(found, 'data/raw/images', 'abc'));
  expect(contract).toMatchObject({
    source: { folder: 'data/raw/images', list_sha256: 'abc', broken_share: 0.05 },
    image: { height: 24, width: 20, channels: 1, classes: ['a', 'b'] },
    split: { by: 'official', test: '^(?:test)/', group: '(?:^|/)([^/]+?)_[^/]*$' },
  });
  const lines = listOf(found).trim().split('\n');
  expect(lines.filter((line) => !line.endsWith(','))).toEqual([
    'path,class,sha256,left_out',
    'train/c,,,a link to nothing',
  ]);
  expect(lines).toHaveLength(1 + 24 + 1);
});

test.each<[string, number, number, string | undefined]>([
  ['images', 100, 0, 'images'],
  ['images with a readme', 100, 2, 'images'],
  ['documents', 0, 10, 'documents'],
  ['documents with pictures', 8, 10, 'documents'],
  ['half of either', 10, 10, 'documents'],
  ['a few more images', 11, 10, undefined],
  ['either', 70, 30, undefined],
  ['nine images to a note', 90, 10, 'images'],
  ['fewer', 89, 11, undefined],
  ['neither', 0, 0, undefined],
])('a folder of %s', (_, images, documents, way) => {
  expect(wayOf({ images, documents })).toBe(way);
});
