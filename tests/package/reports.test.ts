import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, inject, test } from 'vitest';
import { cli, emptyFolder, report, runProgram, snapshot } from '../support/cli.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(path.join(root, 'schemas', 'report.schema.json'), 'utf8'));
const isReport = new Ajv2020({ allErrors: true }).compile(schema);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const yes = ['-t', 'predictive-model', '--yes'];

// Every end, and what is said of it, is a row of tests/unit/run.test.ts; here is one of each exit code, of the command that is installed.
test.each<[number, string[], RegExp]>([
  [0, ['--version'], /^$/],
  [0, ['list'], /^$/],
  [0, ['template', 'new', 'sky', '--dry-run'], /^$/],
  [0, ['lst', ...yes, '--dry-run'], /^Warning: lst is read as a folder/],
  [1, ['x', ...yes, '--no-git', '--install', '--python', '/nowhere'], /^Installing/],
  [2, ['x', '--nonsense'], /^Error: Unknown flag --nonsense\.\n/],
  [2, [], /^Error: Answers are missing/],
  [3, ['package.json', ...yes], /^Error: .*package\.json is a file/],
  [4, ['x', '-t', './', '--yes'], /^Error: .*template\.json/],
])('exit code %d, standard error and --json of %j', async (code, words, said) => {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, 'package.json'), '{}');
  const ended = await cli([...words, '--json'], { cwd });
  const told = JSON.parse(ended.stdout);
  expect(isReport(told), JSON.stringify(isReport.errors)).toBe(true);
  expect({ code: ended.code, exitCode: told.exitCode, ok: told.ok }).toEqual({ code, exitCode: code, ok: code === 0 });
  expect(ended.stderr).toMatch(said);
});

test('--version and --help go to standard output', async () => {
  const cwd = emptyFolder();
  expect(await cli(['--version'], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const help = await cli(['--help'], { cwd });
  expect(help).toEqual({ code: 0, stdout: expect.stringContaining('create-ml-portfolio [directory]'), stderr: '' });
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

test('the package holds the templates as they stand here, with what npm drops from other packages', () => {
  const below = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .filter((file) => !/__pycache__|_cache\//.test(file))
      .sort();
  const installed = path.join(path.dirname(inject('bin')), '..', 'create-ml-portfolio');
  expect(below(path.join(installed, 'templates'))).toEqual(below(path.join(root, 'templates')));
});
