import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkTemplate } from '../../src/authoring/check.ts';
import { annotations, drawFindings, drawTrials } from '../../src/authoring/draw.ts';
import type { Finding, Trial } from '../../src/authoring/finding.ts';
import { Failure } from '../../src/errors.ts';

test('what is no template is told as such', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  const fetched = (): Promise<never> => Promise.reject(new Error('Nothing is fetched here.'));
  const known = { builtin: [], registered: async () => [], cwd: folder, fetched };
  try {
    await expect(checkTemplate(folder, known)).rejects.toThrow(Failure);
    await expect(checkTemplate(path.join(folder, 'nowhere'), known)).rejects.toThrow(/There is no folder/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const finding: Finding = {
  ...{ rule: 'raw-text', level: 'error', file: 'base/a,b.toml.hbs', line: 2 },
  ...{ message: 'title is 100 % free\ntext', fix: 'Write {{toml title}}.' },
};

test('for people: at most 80 columns, and a last line that counts', () => {
  const lines = drawFindings(
    [finding, { ...finding, level: 'warning', message: 'long '.repeat(40) }],
    (_, text) => text,
  );
  expect(lines.at(-1)).toBe('1 error, 1 warning');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('for GitHub: percent, line ends, colons and commas escaped as its toolkit does', () => {
  expect(annotations([finding], 'my: templates')[0]).toBe(
    '::error file=my%3A templates/base/a%2Cb.toml.hbs,line=2,title=raw-text::title is 100 %25 free%0Atext. Write {{toml title}}.',
  );
});

test('projects that failed alike print it once; their folders and how long it took do not tell them apart', () => {
  const failed = (size: string, output: string) => ({
    ...{ answers: { size }, ok: false, problem: 'Its tests failed' },
    output: [output],
  });
  const trials: readonly Trial[] = [
    failed('1', '/tmp/template-check-aB3xY9/a/test.py: x is not y (0.12 s)'),
    { answers: { size: '2' }, ok: true },
    failed('3', '/tmp/template-check-Zk10pQ/a/test.py: x is not y (3.4 s)'),
    failed('4', '/tmp/template-check-Zk10pQ/a/test.py: x is not z (0.12 s)'),
  ];
  expect(drawTrials(trials, (_, text) => text)).toEqual([
    ...['failed  size 1', '  Its tests failed:', `  ${trials[0]?.output?.[0]}`],
    'ok      size 2',
    ...['failed  size 3', '  As with size 1.'],
    ...['failed  size 4', '  Its tests failed:', `  ${trials[3]?.output?.[0]}`],
  ]);
});
