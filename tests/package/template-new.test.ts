import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cli, emptyFolder, report } from '../support/cli.ts';

const read = (...segments: string[]): string => readFileSync(path.join(...segments), 'utf8');

test('template new writes a template whose projects install, pass their tests and run', async () => {
  const cwd = emptyFolder();
  const { code, stdout, stderr } = await cli(['template', 'new', 'sky-watch'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes(cwd))).toEqual([]);
  expect(existsSync(path.join(cwd, 'sky-watch', '.ml-portfolio.json'))).toBe(false);
  expect(JSON.parse(read(cwd, 'sky-watch', 'template.json'))).toMatchObject({ id: 'sky-watch', title: 'Sky watch' });
  const made = await report(
    ['y', '-t', './sky-watch', '--storage', 'csv', '--yes', '--no-git', '--verify', '--trust'],
    { cwd },
  );
  expect(made.steps?.map(({ name, status }) => [name, status])).toEqual([
    ['environment', 'ok'],
    ['verify', 'ok'],
  ]);
  expect(read(cwd, 'y', 'README.md')).toMatch(/^# Y\n[\s\S]*\[data\/answers\.csv\]/);
  expect(read(cwd, 'y', '.github', 'workflows', 'ci.yml')).toContain(`\${{ matrix.python }}`);
});
