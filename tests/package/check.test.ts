import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cli, emptyFolder, report } from '../support/cli.ts';

/** A folder with a new template, in which these files stand too. */
async function withTemplate(files: Record<string, string> = {}): Promise<string> {
  const cwd = emptyFolder();
  await cli(['template', 'new', 'sky'], { cwd });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, 'sky', file)), { recursive: true });
    writeFileSync(path.join(cwd, 'sky', file), text);
  }
  return cwd;
}

test('a new template has nothing wrong with it, and every project that it makes passes its tests', async () => {
  const cwd = await withTemplate();
  const { code, stdout } = await cli(['template', 'check', './sky', '--run'], { cwd });
  expect({ code, stdout }).toMatchObject({ code: 0 });
  expect(stdout).toBe(
    [
      '0 errors, 0 warnings',
      '',
      'ok      storage code, features ci',
      'ok      storage csv, features none',
      'ok      storage code, features none',
      'ok      storage csv, features ci',
      '',
    ].join('\n'),
  );
});

test('more files than a template may hold are told once, and soon', async () => {
  const cwd = await withTemplate();
  for (let index = 0; index <= 20_000; index += 1) writeFileSync(path.join(cwd, 'sky', 'base', String(index)), '');
  const { exitCode, findings = [] } = await report(['template', 'check', 'sky'], { cwd });
  expect({ exitCode, found: findings.map(({ rule, message }) => [rule, message]) }).toEqual({
    exitCode: 4,
    found: [['unreadable-file', 'it is one of more than 20000 files']],
  });
});

test('a project whose tests fail is exit 1, with its answers and the last lines that were printed', async () => {
  const failing =
    'import unittest\n\n\nclass No(unittest.TestCase):\n    def test_no(self) -> None:\n        self.fail("because")\n';
  const cwd = await withTemplate({ 'csv/tests/test_no.py': failing });
  const { code, stdout, stderr } = await cli(['template', 'check', 'sky', '--run'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('The tests of 2 of 4 projects failed.'),
  });
  expect(stdout).toMatch(
    /ok {6}storage code, features ci\nfailed {2}storage csv, features none\n[\s\S]*AssertionError: because/,
  );
});
