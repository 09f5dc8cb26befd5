import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('template check is in colour where the terminal is', async () => {
  const cwd = withTemplate(['node', 'check.js']);
  writeFileSync(path.join(cwd, 'mini', 'base', 'x.toml.hbs'), 'a = "{{title}}"\n');
  const { stdout } = await cli(['template', 'check', 'mini'], { cwd, env: { FORCE_COLOR: '1' } });
  expect(stdout).toContain('\u001b[31merror\u001b[39m');
  expect(stdout).not.toContain('\\u001b');
});

describe('template check --run', () => {
  test('needs no Python for a template that has none, and leaves nothing behind', async () => {
    const cwd = withTemplate(['node', 'check.js']);
    const env = { PATH: path.dirname(process.execPath), TMPDIR: emptyFolder() };
    const { code, stdout } = await cli(['template', 'check', 'mini', '--run'], { cwd, env });
    expect({ code, stdout }).toMatchObject({ code: 1 });
    expect(stdout).toMatch(
      /^ok {6}loud false\nfailed {2}loud true\n {2}node check\.js failed:\n {2}checking a_project$/m,
    );
    expect(readdirSync(env.TMPDIR)).toEqual([]);
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

describe('template preview --against', () => {
  test('shows what the template would change in a project, and nothing where it would not', async () => {
    const cwd = emptyFolder();
    await cli(
      ['mine', '-t', 'chatbot', '--retriever', 'bm25', '--author', 'Ada', '--package', 'other', '--no-git', '-y'],
      { cwd },
    );
    const preview = () => cli(['template', 'preview', 'chatbot', '--against', 'mine'], { cwd });
    expect(await preview()).toMatchObject({
      code: 0,
      stdout: 'mine holds what the template would write with these answers.\n',
    });
    appendFileSync(path.join(cwd, 'mine', 'README.md'), 'My own line.\n');
    rmSync(path.join(cwd, 'mine', 'Makefile'));
    writeFileSync(path.join(cwd, 'mine', 'notes.txt'), 'mine\n');
    const { code, stdout } = await preview();
    expect(code).toBe(0);
    expect(stdout.match(/^(---|\+\+\+) .*/gm)).toEqual([
      ...['--- /dev/null', '+++ b/Makefile', '--- a/README.md', '+++ b/README.md'],
    ]);
    expect(stdout).toContain('\n-My own line.\n');
    const other = await cli(['template', 'preview', 'chatbot', '--against', 'mine', '--licence', 'Apache-2.0'], {
      cwd,
    });
    expect(other.stdout).toContain('+++ b/LICENSE');
  });

  test('a record that cannot be read is refused with the way out, and one of 0.1 is read', async () => {
    const cwd = emptyFolder();
    await cli(['mine', '-t', 'predictive-model', '--dataset', 'diabetes', '--no-git', '-y'], { cwd });
    const file = path.join(cwd, 'mine', '.ml-portfolio.json');
    const whole = readFileSync(file, 'utf8');
    const preview = () => cli(['template', 'preview', 'predictive-model', '--against', 'mine'], { cwd });
    const { schema: _, files: __, ...old } = JSON.parse(whole);
    writeFileSync(file, JSON.stringify(old));
    expect(await preview()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mine holds what/) });
    for (const [text, said] of [
      [whole.slice(0, 300), /\.ml-portfolio\.json is not valid JSON\.\sRestore it from version control/],
      [whole.replace('"schema": 1', '"schema": 2'), /by a later release[\s\S]*create-ml-portfolio@latest/],
    ] as const) {
      writeFileSync(file, text);
      expect(await preview()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
    }
  });

  test('a folder that is not there is wrong usage', async () => {
    const { code, stderr } = await cli(['template', 'preview', 'chatbot', '--against', 'x'], { cwd: emptyFolder() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/no folder at x to compare with/) });
  });
});
