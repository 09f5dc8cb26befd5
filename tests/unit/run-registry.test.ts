import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ended, expectRow, put, type Row, runHere, wordsOf, workFolder } from '../support/run-here.ts';

const manifest = (id: string): string =>
  JSON.stringify({
    ...{ schema: 1, id, title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
    ...{ questions: [], layers: [{ path: 'base' }] },
  });
const mini = { 'mini/template.json': manifest('mini'), 'mini/base/a.txt': 'mini_project\n' };

interface Scene {
  readonly cwd: string;
  readonly config: string;
  readonly run: (argv: string, from?: string) => Promise<Ended>;
}

/** A folder with a template in it, and a configuration folder of its own. */
function scene(): Scene {
  const cwd = workFolder(mini);
  const config = workFolder();
  const run: Scene['run'] = (argv, from = cwd) =>
    runHere(wordsOf(argv), { cwd: from, env: { XDG_CONFIG_HOME: config } });
  return { cwd, config, run };
}

const ids = async ({ run }: Scene, from?: string): Promise<readonly string[]> => {
  const { stdout } = await run('template list --json', from);
  return JSON.parse(stdout).templates.map(({ id, origin }: { id: string; origin: string }) => `${id} of ${origin}`);
};

describe('what was added', () => {
  test('is listed beside the built-in ones, used by its id from anywhere, and removed', async () => {
    const here = scene();
    const { code, stdout } = await here.run('template add ./mini');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Added mini 1.0.0') });
    expect((await here.run('list')).stdout).toMatch(/predictive-model[\s\S]*\nmini +Small\. \(added\)\n/);
    expect((await here.run('template list')).stdout).toMatch(/^mini 1\.0\.0 {2}\/.+\n$/);
    expect((await here.run('list ./mini')).stdout).toMatch(/^mini 1\.0\.0: /);
    for (const argv of ['list mini', 'help mini', '--help mini'])
      expect((await here.run(argv)).stdout).toMatch(/^mini 1\.0\.0: .+\n {2}from \//);
    expect((await here.run('__complete -t .mi')).stdout).toMatch(/^mini\tSmall\.\n/);
    const elsewhere = workFolder();
    expect((await here.run('x -t mini -y --no-git', elsewhere)).code).toBe(0);
    expect(readFileSync(path.join(elsewhere, 'x', 'a.txt'), 'utf8')).toBe('x\n');
    const { recreate, template } = JSON.parse(readFileSync(path.join(elsewhere, 'x', '.ml-portfolio.json'), 'utf8'));
    expect(template.source).toBe(path.join(here.cwd, 'mini'));
    expect(recreate).toContain(`--template=${path.join(here.cwd, 'mini')}`);
    expect((await here.run('template remove mini')).code).toBe(0);
    expect(await ids(here)).toEqual([]);
    expect(existsSync(path.join(here.cwd, 'mini', 'template.json'))).toBe(true);
  });

  test('in a project belongs to everyone in it, wherever it is moved, and comes after one of the user', async () => {
    const here = scene();
    await here.run('template add ./mini');
    await here.run('template add ./mini --project');
    const moved = workFolder();
    cpSync(here.cwd, moved, { recursive: true });
    put(moved, { 'deep/down/': '', '.git/': '' });
    expect(await ids(here, path.join(moved, 'deep', 'down'))).toEqual(['mini of user']);
    await here.run('template remove mini', workFolder());
    expect(await ids(here, path.join(moved, 'deep', 'down'))).toEqual(['mini of project']);
    const { stdout } = await here.run('x -t mini -y --dry-run --json', path.join(moved, 'deep'));
    expect(JSON.parse(stdout).project.template.source).toBe(path.join(moved, 'mini'));
    expect(await ids(here, workFolder())).toEqual([]);
  });

  test('is removed from where --project says, and from nowhere else', async () => {
    const here = scene();
    await here.run('template add ./mini --project');
    expect(await here.run('template remove mini')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/project's folder\.[\s\S]*Add --project/),
    });
    await here.run('template add ./mini');
    expect((await here.run('template remove mini')).code).toBe(0);
    expect(await ids(here)).toEqual(['mini of project']);
    expect((await here.run('template remove mini --project')).code).toBe(0);
    expect(await ids(here)).toEqual([]);
  });

  test('again, says what it was before', async () => {
    const here = scene();
    await here.run('template add ./mini --as ours');
    cpSync(path.join(here.cwd, 'mini'), path.join(here.cwd, 'other'), { recursive: true });
    const { stdout } = await here.run('template add ./other --as ours');
    expect(stdout).toContain(`It was ${path.join(here.cwd, 'mini')} until now.`);
    expect(await ids(here)).toEqual(['ours of user']);
  });

  test('and is gone since is a warning where templates are listed, and an error where it is used', async () => {
    const here = scene();
    await here.run('template add ./mini');
    put(here.cwd, { 'mini/template.json': '{' });
    expect(await here.run('list')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Warning: mini was added, and cannot be used\./),
    });
    expect((await here.run('x -t mini -y')).code).toBe(4);
  });

  test('before an id became built-in is not offered in its place, and says so', async () => {
    const here = scene();
    await here.run('template add ./mini');
    const folder = path.join(here.config, 'create-ml-portfolio', 'templates');
    cpSync(path.join(folder, 'mini.json'), path.join(folder, 'chatbot.json'));
    const { stderr } = await here.run('list');
    expect(stderr).toMatch(/Warning: chatbot was added .* built-in template; add it --as another one\./);
    const { stdout } = await here.run('x -t chatbot -y --dry-run --json');
    expect(JSON.parse(stdout).project.template.title).not.toBe('Mini');
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ['says nothing', (file) => writeFileSync(file, '{}'), /does not register a template/],
    ['is not JSON', (file) => writeFileSync(file, 'x'), /does not register a template/],
    [
      'names what no file can be called',
      (file) => writeFileSync(file, '{"schema":1,"source":"./a\\u0000"}'),
      /register/,
    ],
    ['is huge', (file) => writeFileSync(file, 'x'.repeat(200_000)), /larger than/],
    ['is a folder', (file) => mkdirSync(file), /it is a folder/],
    ['is a link to nothing', (file) => symlinkSync('nowhere', file), /it is a link to nothing/],
    ['is a FIFO', (file) => execFileSync('mkfifo', [file]), /it is a FIFO/],
    [
      'leads to a template that is gone',
      (file) => writeFileSync(file, '{"schema":1,"source":"/no/where"}'),
      /no template folder at \/no\/where/,
    ],
  ])('by a file that %s stops nothing, is told with the file, and can be removed', async (_, spoil, why) => {
    const here = scene();
    await here.run('template add ./mini');
    await here.run('template add ./mini --as other');
    const file = path.join(here.config, 'create-ml-portfolio', 'templates', 'mini.json');
    rmSync(file);
    spoil(file);
    const problem = new RegExp(`^(Warning|Error): mini was added[^\\n]*${why.source}`);
    const way = `It is registered in ${file}; to offer it no longer: npx create-ml-portfolio template remove mini.`;
    for (const argv of ['list', 'template list', 'list --json'])
      expect(await here.run(argv)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('other'),
        stderr: expect.stringContaining(way),
      });
    expect((await here.run('list')).stderr).toMatch(problem);
    expect((await here.run('__complete -t .oth')).stdout).toMatch(/^other\t/);
    expect((await here.run('x -t other -y --dry-run')).code).toBe(0);
    const asked = await runHere([], {
      ...{ cwd: here.cwd, env: { XDG_CONFIG_HOME: here.config }, interactive: true, signal: AbortSignal.abort() },
    });
    expect(asked.stderr).toContain(way);
    const used = await here.run('x -t mini -y');
    expect(used).toMatchObject({ stdout: '', stderr: expect.stringMatching(problem) });
    expect([2, 4]).toContain(used.code);
    const removed = await here.run('template remove mini');
    // A folder is not ours to remove with what it holds.
    if (_ === 'is a folder')
      expect(removed).toMatchObject({ code: 1, stderr: expect.stringContaining(`${file} cannot`) });
    else
      expect({ ...removed, listed: await here.run('template list') }).toMatchObject({
        code: 0,
        listed: { stderr: '' },
      });
  });
});

describe('what cannot be added or removed changes nothing', () => {
  test.each<Row>([
    ['template add ./mini --as chatbot', 2, '', /chatbot is a built-in template\.\n.*--as/],
    ['template add ./mini --as ../x', 2, '', /"\.\.\/x".* id/],
    ['template add ./nowhere', 2, '', /no template folder at \.\/nowhere/],
    ['template add ./broken', 4, '', /layer base does not exist/],
    ['template remove mini', 2, '', /No template was added as "mini"/],
    ['template add', 2, '', /needs its <source>/],
    ['template add ./mini ./mini', 2, '', /takes one word/],
    ['template remov x', 2, '', /Did you mean npx create-ml-portfolio template remove\?/],
    ['template remove x --as y', 2, '', /--as does not apply here/],
    [
      'template list --project',
      2,
      '',
      /--project does not apply here.*\n.*template add <source>, template remove <id>/,
    ],
    ['template list x', 2, '', /takes no words/],
  ])('%s', async (...row) => {
    const config = workFolder();
    await expectRow(row, (cwd) => {
      put(cwd, { ...mini, 'broken/template.json': manifest('broken') });
      return { env: { XDG_CONFIG_HOME: config } };
    });
    expect(readdirSync(config)).toEqual([]);
  });

  test('no place to keep it in is exit 1', () =>
    expectRow(['template add ./mini', 1, '', /^Error: There is no place .*HOME.*\n.*--project\.\n$/], (cwd) => {
      put(cwd, mini);
      return {};
    }));
});
