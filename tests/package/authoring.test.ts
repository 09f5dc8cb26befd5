import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';

/** A template of one file, with no Python in it. */
function withTemplate(command: readonly string[]): string {
  const cwd = emptyFolder();
  const manifest = {
    ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
    questions: [{ name: 'loud', kind: 'confirm', message: 'Loud?', default: false }],
    layers: [{ path: 'base' }, { path: 'loud', when: { loud: true } }],
    commands: { test: command },
  };
  for (const [file, text] of [
    ['template.json', JSON.stringify(manifest)],
    [
      'base/check.js',
      "console.log('checking mini_project')\nprocess.exit(require('fs').existsSync('loud.txt') ? 3 : 0)\n",
    ],
    ['loud/loud.txt', 'LOUD\n'],
  ] as const) {
    mkdirSync(path.dirname(path.join(cwd, 'mini', file)), { recursive: true });
    writeFileSync(path.join(cwd, 'mini', file), text);
  }
  return cwd;
}

describe('template check --run', () => {
  test('says which projects fail, needs no Python for a template that has none, and leaves nothing behind', async () => {
    const cwd = withTemplate(['node', 'check.js']);
    const env = { PATH: path.dirname(process.execPath), TMPDIR: emptyFolder() };
    const { code, stdout, stderr } = await cli(['template', 'check', 'mini', '--run'], { cwd, env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Error: The tests of 1 of 2 projects failed\.\n.+\n$/m),
    });
    expect(stdout).toMatch(
      /^ok {6}loud false\nfailed {2}loud true\n {2}node check\.js failed:\n {2}checking a_project$/m,
    );
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  test('where nothing can be written in TMPDIR says so', async () => {
    const env = { TMPDIR: '/nonexistent' };
    const { code, stderr } = await cli(['template', 'check', 'mini', '--run'], {
      cwd: withTemplate(['node', 'check.js']),
      env,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Error: No project can be tried: nothing can be written in \/nonexistent \(ENOENT\)\.\nSet TMPDIR/,
    );
  });

  test('is ended by Ctrl-C with all that it has started, and leaves nothing behind', async () => {
    const temporary = emptyFolder();
    const [pid, cwd] = [path.join(emptyFolder(), 'pid'), emptyFolder()];
    const script = `require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setTimeout(() => {}, 60_000)`;
    const running = cli(['template', 'check', path.join(withTemplate(['node', '-e', script]), 'mini'), '--run'], {
      ...{ cwd, env: { TMPDIR: temporary }, signal: { after: 4_000, name: 'SIGINT' } },
    });
    const { code, stderr } = await running;
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringMatching(/Cancelled/) });
    expect(() => process.kill(Number(readFileSync(pid, 'utf8')), 0)).toThrow('ESRCH');
    expect(readdirSync(temporary)).toEqual([]);
  });
});
