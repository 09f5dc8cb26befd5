import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, type Ended, emptyFolder } from '../support/cli.ts';

const manifest = (id: string): object => ({
  schema: 1,
  id,
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions: [],
  layers: [{ path: 'base' }],
});

interface Scene {
  readonly cwd: string;
  readonly config: string;
  readonly run: (words: readonly string[], from?: string) => Promise<Ended>;
}

/** A folder with a template in it, and a configuration folder of its own. */
function scene(): Scene {
  const cwd = emptyFolder();
  const config = emptyFolder();
  mkdirSync(path.join(cwd, 'mini', 'base'), { recursive: true });
  writeFileSync(path.join(cwd, 'mini', 'template.json'), JSON.stringify(manifest('mini')));
  writeFileSync(path.join(cwd, 'mini', 'base', 'a.txt'), 'mini_project\n');
  const run: Scene['run'] = (words, from = cwd) => cli([...words], { cwd: from, env: { XDG_CONFIG_HOME: config } });
  return { cwd, config, run };
}

const ids = async ({ run }: Scene, from?: string): Promise<readonly string[]> => {
  const { stdout } = await run(['template', 'list', '--json'], from);
  return JSON.parse(stdout).templates.map(({ id, origin }: { id: string; origin: string }) => `${id} of ${origin}`);
};

describe('what was added', () => {
  test('is listed beside the built-in ones, used by its id from anywhere, and removed', async () => {
    const here = scene();
    const { code, stdout } = await here.run(['template', 'add', './mini']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Added mini 1.0.0') });
    expect((await here.run(['list'])).stdout).toMatch(/predictive-model[\s\S]*\nmini 1\.0\.0\n {2}from \//);
    const elsewhere = emptyFolder();
    expect((await here.run(['x', '-t', 'mini', '-y', '--no-git'], elsewhere)).code).toBe(0);
    expect(readFileSync(path.join(elsewhere, 'x', 'a.txt'), 'utf8')).toBe('x\n');
    const { recreate, template } = JSON.parse(readFileSync(path.join(elsewhere, 'x', '.ml-portfolio.json'), 'utf8'));
    expect(template.source).toBe(path.join(here.cwd, 'mini'));
    expect(recreate).toContain(`--template=${path.join(here.cwd, 'mini')}`);
    expect((await here.run(['template', 'remove', 'mini'])).code).toBe(0);
    expect(await ids(here)).toEqual([]);
    expect(existsSync(path.join(here.cwd, 'mini', 'template.json'))).toBe(true);
  });

  test('in a project belongs to everyone in it, wherever it is moved, and comes before one of the user', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini']);
    await here.run(['template', 'add', './mini', '--project']);
    const moved = emptyFolder();
    cpSync(here.cwd, moved, { recursive: true });
    mkdirSync(path.join(moved, 'deep', 'down'), { recursive: true });
    expect(await ids(here, path.join(moved, 'deep', 'down'))).toEqual(['mini of project']);
    const { stdout } = await here.run(['x', '-t', 'mini', '-y', '--dry-run', '--json'], path.join(moved, 'deep'));
    expect(JSON.parse(stdout).project.template.source).toBe(path.join(moved, 'mini'));
    expect(await ids(here, emptyFolder())).toEqual(['mini of user']);
  });

  test('is removed from where --project says, and from nowhere else', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini', '--project']);
    const { code, stderr } = await here.run(['template', 'remove', 'mini']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/project's folder\.[\s\S]*Add --project/),
    });
    await here.run(['template', 'add', './mini']);
    expect((await here.run(['template', 'remove', 'mini'])).code).toBe(0);
    expect(await ids(here)).toEqual(['mini of project']);
    expect((await here.run(['template', 'remove', 'mini', '--project'])).code).toBe(0);
    expect(await ids(here)).toEqual([]);
  });

  test('again, says what it was before', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini', '--as', 'ours']);
    cpSync(path.join(here.cwd, 'mini'), path.join(here.cwd, 'other'), { recursive: true });
    const { stdout } = await here.run(['template', 'add', './other', '--as', 'ours']);
    expect(stdout).toContain(`It was ${path.join(here.cwd, 'mini')} until now.`);
    expect(await ids(here)).toEqual(['ours of user']);
  });

  test('and is gone since is a warning where templates are listed, and an error where it is used', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini']);
    writeFileSync(path.join(here.cwd, 'mini', 'template.json'), '{');
    const listed = await here.run(['list']);
    expect({ code: listed.code, stderr: listed.stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^Warning: mini was added, and cannot be used\./),
    });
    expect((await here.run(['x', '-t', 'mini', '-y'])).code).toBe(4);
  });

  test('before an id became built-in is not offered in its place, and says so', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini']);
    const [file = ''] = readdirSync(path.join(here.config, 'create-ml-portfolio', 'templates'));
    const folder = path.join(here.config, 'create-ml-portfolio', 'templates');
    cpSync(path.join(folder, file), path.join(folder, 'chatbot.json'));
    const { stderr } = await here.run(['list']);
    expect(stderr).toMatch(/Warning: chatbot was added .* built-in template; add it --as another one\./);
    const { stdout } = await here.run(['x', '-t', 'chatbot', '-y', '--dry-run', '--json']);
    expect(JSON.parse(stdout).project.template.title).not.toBe('Mini');
  });
});

describe('what cannot be added or removed changes nothing', () => {
  test.each<[string, string[], number, RegExp]>([
    ['a built-in id', ['add', './mini', '--as', 'chatbot'], 2, /chatbot is a built-in template\.\n.*--as/],
    ['no id', ['add', './mini', '--as', '../x'], 2, /no id/],
    ['no template', ['add', './nowhere'], 2, /no template folder at \.\/nowhere/],
    ['a broken one', ['add', './broken'], 4, /layer base does not exist/],
    ['what was never added', ['remove', 'mini'], 2, /No template was added as "mini"/],
    ['nothing', ['add'], 2, /needs its <source>/],
    ['two', ['add', './mini', './mini'], 2, /takes one word/],
    ['an action that is not there', ['remov', 'x'], 2, /Did you mean create-ml-portfolio template remove\?/],
    ['a flag of another action', ['remove', 'x', '--as', 'y'], 2, /--as does not apply here/],
  ])('%s', async (_, words, exitCode, message) => {
    const here = scene();
    mkdirSync(path.join(here.cwd, 'broken'));
    writeFileSync(path.join(here.cwd, 'broken', 'template.json'), JSON.stringify(manifest('broken')));
    const { code, stdout, stderr } = await here.run(['template', ...words]);
    expect({ code, stdout, left: readdirSync(here.config) }).toEqual({ code: exitCode, stdout: '', left: [] });
    expect(stderr).toMatch(message);
  });

  test('a registration that somebody spoilt names its file', async () => {
    const here = scene();
    await here.run(['template', 'add', './mini']);
    const file = path.join(here.config, 'create-ml-portfolio', 'templates', 'mini.json');
    writeFileSync(file, '{}');
    const { code, stderr } = await here.run(['template', 'list']);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining(`${file} does not register a template`),
    });
  });
});
