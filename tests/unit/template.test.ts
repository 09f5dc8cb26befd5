import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { folderSource } from '../../src/template/load.ts';
import type { Template } from '../../src/types.ts';

const manifest = {
  schema: 1,
  id: 'mini',
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions: [
    {
      name: 'colour',
      kind: 'select',
      message: 'Colour',
      default: 'red',
      choices: [
        { value: 'red', label: 'Red' },
        { value: 'blue', label: 'Blue' },
      ],
    },
  ],
  layers: [{ path: 'base' }],
};
const either = {
  layers: [
    { path: 'base', when: { colour: 'red' } },
    { path: 'other', when: { colour: 'blue' } },
  ],
};
const both = { layers: [{ path: 'base', when: { colour: 'red' } }, { path: 'other' }] };

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(changes: object, files: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'template-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'template.json'), JSON.stringify({ ...manifest, ...changes }));
  for (const name of ['base/a.txt', ...files]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'x');
  }
  return folder;
}

const load = async (folder: string): Promise<Template> => (await folderSource(folder, folder, './mini')).load();

async function refusal(folder: string): Promise<string> {
  const error: unknown = await load(folder).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Failure);
  const { exitCode, message, next } = error as Failure;
  expect(exitCode).toBe(4);
  expect(next).not.toBe('');
  return message;
}

describe('what a template may not hold', () => {
  test.each<[string, object, string[], RegExp]>([
    ['a repository of its own', {}, ['base/_git/config'], /_git\/config" has a name/],
    ['a way out', {}, ['base/_./evil'], /cannot be written/],
    ['a way out for a part', {}, ['base/_parts/_./evil/1'], /cannot be written/],
    ['a name that shows as another', {}, ['base/\u202etxt.exe'], /has a name/],
    ['our record', {}, ['base/_ml-portfolio.json'], /our own record/],
    ['a file twice in one layer', {}, ['base/README.md', 'base/README.md.hbs'], /layer base holds README\.md twice/],
    [
      'a file whole and in parts',
      {},
      ['base/README.md', 'base/_parts/README.md/1'],
      /layers hold README\.md whole \(in base\) and in parts/,
    ],
    ['a file that is a folder as well', both, ['other/a.txt/b'], /both hold a\.txt \(a file and a folder\)/],
    ['a file of two layers that may meet', both, ['other/a.txt'], /base and other both hold a\.txt/],
    ['a part of two layers that may meet', both, ['base/_parts/R/1', 'other/_parts/R/1'], /both hold R \(part 1\)/],
  ])('%s', async (_, changes, files, message) => {
    expect(await refusal(folderWith(changes, files))).toMatch(message);
  });
});

describe('what it may', () => {
  test.each<[string, object, string[]]>([
    ['one path in layers that never meet', either, ['other/a.txt']],
    ['a file here and a folder there, in layers that never meet', either, ['other/a.txt/b']],
    ['several parts of one file', {}, ['base/_parts/R/1', 'base/_parts/R/2']],
    ['a path of a layer below', { layers: [{ path: 'base' }, { path: 'other' }] }, ['other/a.txt']],
  ])('%s', async (_, changes, files) => {
    await expect(load(folderWith(changes, files))).resolves.toMatchObject({ source: './mini' });
  });
});

describe('what cannot be read is said as such', () => {
  test('a layer that is a file', async () => {
    expect(await refusal(folderWith({ layers: [{ path: 'base/a.txt' }] }, []))).toMatch(
      /layer base\/a\.txt is not a folder/,
    );
  });

  test.skipIf(process.getuid?.() === 0)('a file that is closed to us', async () => {
    const folder = folderWith({}, []);
    chmodSync(path.join(folder, 'base/a.txt'), 0);
    expect(await refusal(folder)).toMatch(/a\.txt: permission denied/);
  });

  test('a layer that leads in a circle', async () => {
    const folder = folderWith({ layers: [{ path: 'round' }] }, []);
    symlinkSync('round', path.join(folder, 'round'));
    expect(await refusal(folder)).toMatch(/round does not exist/);
  });
});
