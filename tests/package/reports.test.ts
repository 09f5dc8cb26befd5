import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, inject, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { cli, emptyFolder, report, runProgram, snapshot } from '../support/cli.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(path.join(root, 'schemas', 'report.schema.json'), 'utf8'));
const isReport = new Ajv2020({ allErrors: true }).compile(schema);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const yes = ['-t', 'predictive-model', '--yes'];

describe('--json is one object on standard output that fits the schema, whatever happens', () => {
  test.each<[string[], number]>([
    [['--version'], 0],
    [['--help'], 0],
    [['list'], 0],
    [['template', 'list'], 0],
    [['template', 'new', 'sky', '--dry-run'], 0],
    [['template', 'preview', 'chatbot'], 0],
    [['template', 'check', '.'], 2],
    [['template', 'add', './'], 4],
    [['x', ...yes, '--dry-run'], 0],
    [['x', ...yes, '--no-git'], 0],
    [['x', ...yes, '--install', '--python', '/nowhere'], 1],
    [['x', '--nonsense'], 2],
    [[], 2],
    [['package.json', ...yes], 3],
    [['x', '-t', './', '--yes'], 4],
  ])('%j', async (words, code) => {
    const cwd = emptyFolder();
    await runProgram('sh', ['-c', 'touch package.json'], { cwd });
    const ended = await cli([...words, '--json'], { cwd });
    const said = JSON.parse(ended.stdout);
    expect(ended.stdout.trimEnd()).not.toContain('\n');
    expect(isReport(said), JSON.stringify(isReport.errors)).toBe(true);
    expect({ code: ended.code, exitCode: said.exitCode, ok: said.ok }).toEqual({
      code,
      exitCode: code,
      ok: code === 0,
    });
  });
});

test('what may be a slip of a command is a folder, and a warning says so', async () => {
  const { code, stdout, stderr } = await cli(['lst', ...yes, '--dry-run'], { cwd: emptyFolder() });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'Warning: lst is read as a folder; for the command, write list. If you mean the folder, ./lst says so.\n',
  });
  expect(stdout).toMatch(/\/lst\/ would be written[\s\S]* \.\/lst --template/);
});

test('--version, --help and list go to standard output, at 80 columns', async () => {
  expect(await cli(['--version'], { cwd: emptyFolder() })).toMatchObject({
    code: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
  const asked = commands.map(({ words }) => words.join(' '));
  for (const words of ['list', ...asked.map((about) => `${about} --help`.trim())]) {
    const { code, stdout, stderr } = await cli(words.split(' '), { cwd: emptyFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
});

test('the help of an action has its own flags, and those of no other', async () => {
  const { stdout } = await cli(['template', 'check', '--help'], { cwd: emptyFolder() });
  expect(stdout).toMatch(/^create-ml-portfolio template check <folder>\n/);
  expect(stdout).toMatch(/--run +make projects/);
  expect(stdout).not.toMatch(/--against|--from/);
});

test('a dry run writes nothing and announces exactly what is then written', async () => {
  const cwd = emptyFolder();
  const dry = await report(['sea-ice', ...yes, '--dry-run'], { cwd });
  expect(snapshot(cwd)).toEqual({});
  await report(['sea-ice', ...yes, '--no-git'], { cwd });
  const written = Object.entries(snapshot(path.join(cwd, 'sea-ice'))).filter(([, content]) => content !== 'folder');
  const sizes = written.map(([file, content]) => [file.replaceAll('\\', '/'), Buffer.from(content, 'base64').length]);
  expect(Object.fromEntries(sizes)).toEqual(
    Object.fromEntries((dry.files ?? []).map((file) => [file.path, file.bytes])),
  );
});

test('the command that the project keeps makes it again, byte for byte', async () => {
  const cwd = emptyFolder();
  const words = [
    'sea ice',
    ...yes,
    '--dataset',
    'diabetes',
    '--without',
    'demo',
    '--author',
    'Ada O\'Neil & "co"\nsecond line',
    '--title',
    '$(x) `y` {{z}}',
    '--no-git',
  ];
  await recreated(words, cwd);
});

test('so does that of a folder called like a command', async () => {
  await recreated(['./list', ...yes, '--no-git'], emptyFolder());
});

async function recreated(words: readonly string[], cwd: string): Promise<void> {
  const { project } = await report(words, { cwd });
  const command = project?.recreate ?? '';
  expect(command).toMatch(/^npx create-ml-portfolio@\d/);
  const elsewhere = emptyFolder();
  const script = `${command.replace(/^npx \S+/, `'${inject('bin')}'`)} --no-git`;
  const { code, stderr } = await runProgram('sh', ['-c', script], { cwd: elsewhere });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(snapshot(elsewhere)).toEqual(snapshot(cwd));
}

test('a reader that goes away early does not matter', async () => {
  const cwd = emptyFolder();
  const { stdout } = await runProgram(
    'bash',
    ['-c', `"${inject('bin')}" x ${yes.join(' ')} --dry-run | head -1; echo "exit \${PIPESTATUS[0]}"`],
    { cwd },
  );
  expect(stdout).toMatch(/would be written/);
  expect(stdout).toMatch(/exit 0\n$/);
});

test('a full disk below standard output, and a folder that is gone, are one sentence and exit 1', async () => {
  const cwd = emptyFolder();
  const script = '"$0" list > /dev/full; echo "exit $?"; mkdir gone; cd gone; rmdir ../gone; "$0" x -y; echo "exit $?"';
  const { stdout, stderr } = await runProgram('bash', ['-c', script, inject('bin')], { cwd });
  expect(stdout).toBe('exit 1\nexit 1\n');
  expect(stderr).toMatch(/^Error: .*ENOSPC.*\n.+\nError: The folder that you are in was removed\.\n.+\n$/);
});

test('NO_COLOR and FORCE_COLOR are honoured in a pipe', async () => {
  const cwd = emptyFolder();
  const colour = '\u001b[';
  const plain = await cli(['list'], { cwd });
  const forced = await cli(['list'], { cwd, env: { FORCE_COLOR: '1' } });
  const both = await cli(['list'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  expect([plain, forced, both].map((ended) => ended.stdout.includes(colour))).toEqual([false, true, false]);
});

test('a workspace above is warned about', async () => {
  const cwd = emptyFolder();
  await runProgram('sh', ['-c', 'printf "[tool.uv.workspace]\\nmembers = [\\"*\\"]\\n" > pyproject.toml'], { cwd });
  const { stderr } = await cli(['x', ...yes, '--dry-run'], { cwd });
  expect(stderr).toMatch(/Warning: .*pyproject\.toml is a uv workspace/);
});

test('the package is one package: no dependencies, no scripts at install, its licences with it', async () => {
  const installed = path.join(path.dirname(inject('bin')), '..');
  const packages = Object.keys(JSON.parse(readFileSync(path.join(installed, '.package-lock.json'), 'utf8')).packages);
  expect(packages).toEqual(['node_modules/create-ml-portfolio']);
  const manifest = JSON.parse(readFileSync(path.join(installed, 'create-ml-portfolio', 'package.json'), 'utf8'));
  expect(manifest.dependencies ?? {}).toEqual({});
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(manifest.scripts).filter((script) => atInstall.includes(script))).toEqual([]);
  expect(readFileSync(path.join(installed, 'create-ml-portfolio', 'dist', 'THIRD_PARTY_LICENSES.txt'), 'utf8')).toMatch(
    /node-plop[\s\S]*handlebars|handlebars[\s\S]*node-plop/,
  );
});
