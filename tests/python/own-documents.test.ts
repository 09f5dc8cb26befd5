import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';
import { expectClean, inProject, metricsOf, pythonForAll, read } from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

const japanese = `# 利用案内

## 開館時間

平日は九時から二十時まで開いています。土曜日は十七時に閉まります。

## 本の貸出

一度に五冊まで、二週間借りられます。カードが必要です。

## 忘れ物

忘れ物は受付で一か月保管します。
`;

test('a folder of documents makes a project that runs, lints, and calls no number an evaluation before its owner has asked', async () => {
  const cwd = emptyFolder();
  cpSync(path.join(root, 'templates/chatbot/own-documents/tests/data/raw/documents'), path.join(cwd, 'docs'), {
    recursive: true,
  });
  mkdirSync(path.join(cwd, 'docs/案内'));
  writeFileSync(path.join(cwd, 'docs/案内/図書館.md'), japanese);
  writeFileSync(path.join(cwd, 'docs/latin.txt'), Buffer.from('Gr\xfc\xdfe', 'latin1'));
  const made = await cli(['helpdesk', '--data', './docs', '--yes', '--no-git'], { cwd });
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' });
  expect(made.stdout.replaceAll(/\s+/g, ' ')).toContain('1 document left out, since it is not UTF-8');
  const project = path.join(cwd, 'helpdesk');
  const { code, stdout, stderr } = await inProject(python, project, 'helpdesk', 'all');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('NO EVALUATION YET');
  const { unproven } = metricsOf(project) as unknown as { unproven: string };
  expect(unproven).toMatch(/^(\d+) of \1 test questions were made from the documents/);
  const block = /<!-- result:start -->([\s\S]*?)<!-- result:end -->/.exec(read(project, 'README.md'))?.[1];
  expect(block?.trim()).toMatch(/^\*\*NO EVALUATION YET\.\*\* \d+ of \d+ test questions were made/);
  expect(read(project, 'data/questions/dev.jsonl') + read(project, 'data/questions/test.jsonl')).toContain(
    '図書館.md#',
  );
  // The others are those of every chatbot.
  await expectClean(python, project, 'tests/test_source.py', 'tests/test_behaviour.py', 'tests/test_pipeline.py');
  writeFileSync(path.join(project, 'data/raw/documents/tyres.md'), '# Other words\n');
  const again = await inProject(python, project, 'helpdesk', 'data');
  expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/not as documents\.csv has them.*tyres\.md/) });
});
