import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';
import { reportHere, runHere, workFolder } from '../support/run-here.ts';

test('a new template has nothing wrong with it, and every project that it makes passes its tests', async () => {
  const cwd = emptyFolder();
  await cli(['template', 'new', 'sky'], { cwd });
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
  const cwd = workFolder();
  await runHere(['template', 'new', 'sky'], { cwd });
  for (let index = 0; index <= 20_000; index += 1) writeFileSync(path.join(cwd, 'sky', 'base', String(index)), '');
  const { exitCode, findings = [] } = await reportHere(['template', 'check', 'sky'], { cwd });
  expect({
    exitCode,
    found: findings.map(({ rule, message }: { rule: string; message: string }) => [rule, message]),
  }).toEqual({
    exitCode: 4,
    found: [['unreadable-file', 'it is one of more than 20000 files']],
  });
});
