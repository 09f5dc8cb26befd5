import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { cli, emptyFolder, runProgram } from '../support/cli.ts';

const yes = ['--template', 'predictive-model', '--yes'];

// What needs a process of its own, a disk or another user; all else is in tests/unit/run.test.ts.

test('answers that never end can be cancelled', async () => {
  const cwd = emptyFolder();
  const script = 'mkfifo endless; exec 3<>endless; timeout -s INT 1 "$0" "$@" --answers - <&3; echo "exit $?"';
  const { stderr } = await runProgram('bash', ['-c', script, inject('bin'), 'x', ...yes], { cwd });
  expect(stderr).toBe('Error: Cancelled; nothing was written.\nRun the same command again when you are ready.\n');
}, 10_000);

test('a FIFO that nobody writes to is not waited for after Ctrl-C', async () => {
  const cwd = emptyFolder();
  const script = 'mkfifo silent; timeout -s INT 1 "$0" "$@" --answers silent; echo "exit $?"';
  const { stdout, stderr } = await runProgram('bash', ['-c', script, inject('bin'), 'x', ...yes], { cwd });
  expect(stdout).toBe('exit 124\n');
  expect(stderr).toBe('Error: Cancelled; nothing was written.\nRun the same command again when you are ready.\n');
}, 10_000);

test('two runs at once: one wins, the other is told', async () => {
  const cwd = emptyFolder();
  const runs = await Promise.all([1, 2].map(() => cli(['x', ...yes, '--no-git'], { cwd })));
  expect(runs.map((run) => run.code).sort()).toEqual([0, 3]);
  expect(readdirSync(cwd)).toEqual(['x']);
});

const root = process.getuid?.() === 0;

test('a folder that may not be written to is one sentence and exit 1', async () => {
  const cwd = emptyFolder();
  chmodSync(cwd, 0o555);
  const { code, stderr } = await cli(['x', ...yes, '--no-git'], { cwd, ...(root ? { uid: 65_534 } : {}) });
  chmodSync(cwd, 0o755);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: .*\n.+\n$/);
  expect(stderr).not.toContain('fault');
  expect(readdirSync(cwd)).toEqual([]);
});

const canMount = root && spawnSync('unshare', ['-m', 'true']).status === 0;

test.skipIf(!canMount)(
  'a disk that is full is one sentence and exit 1, and nothing is left on it (needs root, for a small disk)',
  async () => {
    const cwd = emptyFolder();
    const script = 'mount -t tmpfs -o size=64k none "$0" && cd "$0" && "$@"; echo "exit $?, left: $(ls -A)"';
    const words = ['-m', 'sh', '-c', script, cwd, inject('bin'), 'x', ...yes, '--no-git'];
    const { stdout, stderr } = await runProgram('unshare', words, { cwd });
    expect(stderr).toMatch(/^Error: .*(full|space).*\n.+\n$/);
    expect(stdout).toBe('exit 1, left: \n');
  },
);

test('a signal at any moment of a run leaves a whole project or nothing', async () => {
  const ends = new Set<number>();
  // And later still, until a run was faster: how long one takes is not the same on every machine.
  for (let after = 20; after < 260 || (!ends.has(0) && after < 5000); after += 12) {
    const cwd = emptyFolder();
    const { code } = await cli(['x', ...yes, '--no-git'], { cwd, signal: { after, name: 'SIGINT' } });
    ends.add(code);
    // 0: the signal came after everything was in place; 128: before Node had started, or while it ended.
    expect([0, 128, 130]).toContain(code);
    const left = readdirSync(cwd);
    if (code !== 128) expect(left).toEqual(code === 0 ? ['x'] : []);
    if (left.length > 0) expect(readdirSync(path.join(cwd, 'x'))).toContain('README.md');
  }
  expect(ends.has(0) && ends.size > 1).toBe(true);
});

test('what builds the package is installed whatever NODE_ENV says', async () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const said = await runProgram('npm', ['config', 'get', 'include'], { cwd: root, env: { NODE_ENV: 'production' } });
  expect(said.stdout.trim()).toBe('dev');
});
