import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { previewAgainst } from '../../src/authoring/against.ts';
import { digestOf } from '../../src/project/record.ts';
import type { FileOp } from '../../src/types.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'against-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const opsOf = (files: Readonly<Record<string, string>>): readonly FileOp[] =>
  Object.entries(files).map(([name, text]) => ({
    ...{ path: name, content: { text }, bytes: text.length, executable: false, from: [] },
  }));

test.each<[string, Record<string, string>, Record<string, string | Uint8Array>, string]>([
  ['the same is nothing', { 'a.txt': 'x\n' }, { 'a.txt': 'x\n', 'own.txt': 'mine' }, ''],
  [
    'a changed line',
    { 'a.txt': '1\n2\n' },
    { 'a.txt': '1\n3\n' },
    '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n 1\n-3\n+2\n',
  ],
  ['a new file', { 'd/a.txt': '1\n' }, {}, '--- /dev/null\n+++ b/d/a.txt\n@@ -0,0 +1,1 @@\n+1\n'],
  ['a binary file', { 'a.bin': 'x\0y' }, { 'a.bin': 'x\0z' }, 'Binary file a.bin differs\n'],
  ['a binary file in its place', { 'a.txt': 'x' }, { 'a.txt': Uint8Array.of(255, 0) }, 'Binary file a.txt differs\n'],
  ['a new binary file', { 'a.bin': 'x\0y' }, {}, 'Binary file a.bin is new\n'],
  ['a folder in its place', { a: 'x' }, { 'a/b': 'y' }, 'a is not a file in the folder\n'],
  ['a file in place of its folder', { 'a/b': 'x\n' }, { a: 'y' }, '--- /dev/null\n+++ b/a/b\n@@ -0,0 +1,1 @@\n+x\n'],
  ['its record is its own', { '.ml-portfolio.json': '{}' }, { '.ml-portfolio.json': '{ }' }, ''],
])('%s', async (_, planned, there, expected) => {
  expect(previewAgainst(opsOf(planned), folderWith(there), {})).toBe(expected);
});

test('what we wrote and would write no longer goes, unless the owner has changed it', () => {
  const folder = folderWith({ 'a.txt': 'x\n', 'app/old.txt': '1\n', 'app/mine.txt': 'changed\n', 'own.txt': 'mine' });
  const was = (text: string): string => digestOf(Buffer.from(text));
  const recorded = {
    'a.txt': was('x\n'),
    'app/old.txt': was('1\n'),
    'app/mine.txt': was('2\n'),
    'gone.txt': was('3\n'),
  };
  expect(previewAgainst(opsOf({ 'a.txt': 'x\n' }), folder, recorded)).toBe(
    '--- a/app/old.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-1\n',
  );
});
