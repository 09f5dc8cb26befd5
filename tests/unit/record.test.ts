import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { exit, Failure } from '../../src/errors.ts';
import { readRecord } from '../../src/project/read-record.ts';
import { digestOf, recordText } from '../../src/project/record.ts';
import { hashOf } from '../../src/system/digest.ts';
import { recordPath } from '../../src/template/paths.ts';
import { defaultPlans } from '../support/plans.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const emptyFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'record-'));
  folders.push(folder);
  return folder;
};

const bytes = (text: string): Uint8Array => Buffer.from(text);
const page = (inside: string): Uint8Array => bytes(`# A\n<!-- result:start -->${inside}<!-- result:end -->\nmine\n`);

test.each<[string, Uint8Array, Uint8Array, boolean]>([
  ['what a pipeline writes between its marks', page(''), page('\n| 0.91 |\n'), true],
  [
    'what the owner writes beside them',
    page(''),
    bytes('# B\n<!-- result:start --><!-- result:end -->\nmine\n'),
    false,
  ],
  ['marks of two names', bytes('<!-- a:start -->1<!-- b:end -->'), bytes('<!-- a:start -->2<!-- b:end -->'), false],
  ['a start without an end', bytes('<!-- a:start -->1'), bytes('<!-- a:start -->2'), false],
  ['any other text', bytes('x = 1\n'), bytes('x = 2\n'), false],
  [
    'marks in what is not text',
    Buffer.concat([page('1'), bytes('\0')]),
    Buffer.concat([page('2'), bytes('\0')]),
    false,
  ],
])('%s: the same digest is %j', (_, one, other, same) => {
  expect(digestOf(one) === digestOf(other)).toBe(same);
});

test('a file without marks has the digest that any tool gives it', () => {
  expect(digestOf(bytes('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.each(await defaultPlans())(
  'the record of %s holds the digest of everything else that is there',
  async (_, plan) => {
    const target = path.join(emptyFolder(), 'sea-ice');
    await apply({ ...plan, target }, { signal: new AbortController().signal });
    const { files = {} } = readRecord(target) ?? {};
    expect(Object.keys(files)).toEqual(plan.files.map((file) => file.path).filter((file) => file !== recordPath));
    for (const [file, digest] of Object.entries(files))
      expect([file, digestOf(readFileSync(path.join(target, file)))]).toEqual([file, digest]);
    const planned = plan.files.find((file) => file.path === recordPath);
    expect(statSync(path.join(target, recordPath)).size).toBe(planned?.bytes);
  },
);

const digest = hashOf(bytes(''));
/** As release 0.1 wrote it. */
const old = {
  generator: 'create-ml-portfolio 0.1.0',
  template: { id: 'a', version: '1.0.0', source: './a', digest: `sha256:${digest}` },
  names: { folder: 'x', distribution: 'x', package: 'x' },
  answers: { title: 'X', features: ['demo'], big: true },
  recreate: 'npx create-ml-portfolio@0.1.0 x',
};
const now = JSON.parse(recordText({ schema: 1, ...old }, { 'src/a.py': digest, 'a.md': digest }));

const folderWith = (text: string): string => {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, recordPath), text);
  return folder;
};

test('a record is read as it was written, and one of release 0.1 as well', () => {
  expect(readRecord(folderWith(JSON.stringify(now)))).toEqual({
    schema: 1,
    ...old,
    files: { 'a.md': digest, 'src/a.py': digest },
  });
  expect(readRecord(folderWith(JSON.stringify(old)))).toEqual({ schema: 1, ...old, files: {} });
  const extended = { ...old, template: { ...old.template, extends: { ...old.template, resolved: 'abc' } } };
  expect(readRecord(folderWith(JSON.stringify(extended)))?.template.extends?.resolved).toBe('abc');
});

test('a folder without a record says nothing', () => {
  expect(readRecord(emptyFolder())).toBeUndefined();
  expect(readRecord(path.join(emptyFolder(), 'none'))).toBeUndefined();
});

const named = (file: string): string => JSON.stringify({ ...now, files: { [file]: digest } });

describe('what is not a record of ours is refused', () => {
  test.each<[string, () => string, RegExp]>([
    ['truncated', () => folderWith(JSON.stringify(now).slice(0, 200)), /is not valid JSON/],
    ['empty', () => folderWith(''), /is not valid JSON/],
    ['a list', () => folderWith('[]'), /does not have its form/],
    ['null', () => folderWith('null'), /does not have its form/],
    ['of a later form', () => folderWith(JSON.stringify({ ...now, schema: 2 })), /a later release/],
    ['of another form', () => folderWith(JSON.stringify({ ...now, answers: 'x' })), /its form \(answers\)/],
    ['with no digest', () => folderWith(JSON.stringify({ ...now, files: { a: 'x' } })), /its form \(files\.a\)/],
    ...['../a', '/etc/passwd', 'a/../../b', 'C:\\x', 'a\\b', '.git/config', 'a//b', ''].map(
      (file): [string, () => string, RegExp] => [
        `names ${file}`,
        () => folderWith(named(file)),
        /not a file of a project/,
      ],
    ),
    [
      'a link',
      () => {
        const folder = emptyFolder();
        symlinkSync(path.join(folderWith(JSON.stringify(now)), recordPath), path.join(folder, recordPath));
        return folder;
      },
      /is not a regular file/,
    ],
    [
      'a folder',
      () => {
        const folder = emptyFolder();
        mkdirSync(path.join(folder, recordPath));
        return folder;
      },
      /is not a regular file/,
    ],
    [
      'of 100 MB',
      () => {
        const folder = folderWith('');
        truncateSync(path.join(folder, recordPath), 100_000_000);
        return folder;
      },
      /is larger than 10 MB/,
    ],
  ])('%s', (_, make, message) => {
    const folder = make();
    let thrown: unknown;
    try {
      readRecord(folder);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Failure);
    expect((thrown as Failure).message).toMatch(message);
    expect((thrown as Failure).exitCode).toBe(exit.usage);
    expect((thrown as Failure).next).not.toBe('');
  });
});
