import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { put, reportHere, runHere, workFolder } from '../support/run-here.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

const manifest = (id: string, more: object = {}): string =>
  JSON.stringify({
    ...{ schema: 1, id, title: id, summary: `Of ${id}.`, version: '1.0.0', package: 'mini_project' },
    ...{ questions: [], layers: [{ path: 'base' }], ...more },
  });
const registered = { 'proj/.ml-portfolio/templates/our-model.json': '{"schema":1,"source":"../../theirs"}' };
const theirs = { 'proj/theirs/template.json': manifest('theirs'), 'proj/theirs/base/a.txt': 'theirs' };
const place = '.ml-portfolio/templates';

/** A home with one template of the user's own, and a folder `proj` elsewhere that names another by the same id. */
function scene(files: Record<string, string> = {}) {
  const cwd = workFolder({ ...registered, ...theirs, 'proj/deep/er/x': '', ...files });
  const config = workFolder();
  const env = { XDG_CONFIG_HOME: config, HOME: path.join(cwd, 'home') };
  const from = (folder: string) => ({ cwd: path.join(cwd, folder), env });
  const uses = async (folder: string): Promise<string> => {
    const { stdout, stderr } = await runHere(['./new', '-t', 'our-model', '-y', '--dry-run', '--json'], from(folder));
    const { ok, project, error } = JSON.parse(stdout);
    return ok ? path.relative(cwd, project.template.source) : error.message + stderr;
  };
  return { cwd, config, env, from, uses };
}

describe("a project's registrations", () => {
  test('count up to the edge of its repository, and no further', async () => {
    const { uses } = scene({ 'proj/.git/HEAD': '', 'proj/deep/inner/.git': 'gitdir: x', 'proj/deep/inner/x': '' });
    expect(await uses('proj/deep/er')).toBe('proj/theirs');
    expect(await uses('proj')).toBe('proj/theirs');
    expect(await uses('proj/deep/inner')).toMatch(/Unknown template "our-model"/);
  });

  test('count up to the edge of the home, and no further', async () => {
    const { cwd, config } = scene({ 'proj/deep/er/x': '' });
    const use = (home: string) =>
      reportHere(['./new', '-t', 'our-model', '-y', '--dry-run'], {
        cwd: path.join(cwd, 'proj/deep/er'),
        env: { XDG_CONFIG_HOME: config, HOME: path.join(cwd, home) },
      });
    expect(await use('proj')).toMatchObject({ ok: true });
    expect(await use('proj/deep')).toMatchObject({ ok: false, exitCode: 2 });
  });

  test('outside of both only those of the very folder count', async () => {
    const { uses } = scene();
    expect(await uses('proj')).toBe('proj/theirs');
    expect(await uses('proj/deep')).toMatch(/Unknown template "our-model"/);
  });

  test("are shown as such, and the user's own id wins", async () => {
    const { cwd, uses, from, config } = scene();
    const told = await runHere(['x', '-t', 'our-model', '-y', '--no-git'], from('proj'));
    expect(told).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /^Warning: our-model is a template that this project's folder names \(.*our-model\.json\)/,
      ),
    });
    const own = workFolder({ 'own/template.json': manifest('own'), 'own/base/a.txt': 'own' });
    await runHere(['template', 'add', path.join(own, 'own'), '--as', 'our-model'], {
      cwd,
      env: { XDG_CONFIG_HOME: config },
    });
    expect(await uses('proj')).toBe(path.relative(cwd, path.join(own, 'own')));
    expect((await runHere(['list'], from('proj'))).stdout).not.toContain('Of theirs');
  });

  test.each<[string, number, (proj: string) => unknown]>([
    ['a folder that others write to', 0, (proj) => chmodSync(proj, 0o777)],
    ['the temporary folder', 0, (proj) => chmodSync(proj, 0o1777)],
    ['a folder of a group', 0, (proj) => [chmodSync(proj, 0o775), chownSync(proj, 0, nobody)]],
    ['a file that others write to', 1, (proj) => chmodSync(path.join(proj, place, 'our-model.json'), 0o666)],
    ['a list that others add to', 0, (proj) => chmodSync(path.join(proj, place), 0o1777)],
    ["somebody else's folder", 0, (proj) => chownSync(proj, nobody, nobody)],
    ["somebody else's list", 0, (proj) => chownSync(path.join(proj, '.ml-portfolio'), nobody, nobody)],
    ["somebody else's file", 1, (proj) => chownSync(path.join(proj, place, 'our-model.json'), nobody, nobody)],
  ])('in %s are not read, and it says why', async (_, __, spoil) => {
    if (!isRoot) return; // needs root to give files away
    const { cwd, uses, from } = scene({ 'proj/.git/HEAD': '' });
    spoil(path.join(cwd, 'proj'));
    expect(await uses('proj')).toMatch(/^our-model was added, and cannot be used: .+(write to|somebody else's)/);
    const listed = await runHere(['list'], from('proj'));
    expect(listed).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Warning: our-model was added, and cannot be used/),
    });
    expect(listed.stdout).not.toContain('Of theirs');
  });

  test('are asked for once where there is a terminal, and used with a yes alone', async () => {
    const { from, config, cwd } = scene();
    const answer = (input: string, name: string) =>
      runHere([name, '-t', 'our-model', '-y', '--no-git'], { ...from('proj'), interactive: true, input });
    expect(await answer('n', 'no')).toMatchObject({ code: 130, stdout: expect.stringContaining('Use it?') });
    expect(existsSync(path.join(cwd, 'proj/no'))).toBe(false);
    expect(await answer('y', 'yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('Use it?') });
    expect(await answer('', 'again')).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Use it?') });
    expect(readdirSync(path.join(config, 'create-ml-portfolio/approved'))).toHaveLength(1);
    // Another source is another question.
    put(cwd, { 'proj/.ml-portfolio/templates/our-model.json': '{"schema":1,"source":"../../other"}' });
    put(cwd, { 'proj/other/template.json': manifest('other'), 'proj/other/base/a.txt': 'x' });
    expect(await answer('n', 'other')).toMatchObject({ code: 130 });
    // And so is another folder that names what was agreed to.
    put(cwd, { 'else/.ml-portfolio/templates/our-model.json': '{"schema":1,"source":"../../../proj/theirs"}' });
    const elsewhere = { ...from('else'), interactive: true, input: 'n' };
    expect(await runHere(['x', '-t', 'our-model', '-y'], elsewhere)).toMatchObject({ code: 130 });
  });

  test('through a link are not read', async () => {
    const { cwd, uses } = scene();
    mkdirSync(path.join(cwd, 'other'));
    symlinkSync('../proj/.ml-portfolio', path.join(cwd, 'other/.ml-portfolio'));
    expect(await uses('other')).toMatch(/is a link/);
  });
});

describe('the commands of a template', () => {
  const commands = { test: ['sh', '-c', 'touch ran'], run: ['make', 'it'] };
  const files = {
    'tpl/template.json': manifest('tpl', { commands }),
    'tpl/base/_parts/README.md/10-a.md': 'mini_project\n',
  };
  const shown = 'With --verify it runs:\n  sh -c "touch ran"\n  make it';

  test.each([
    ['x -t ./tpl -y --dry-run'],
    ['template preview ./tpl'],
    ['template check ./tpl'],
    ['template add ./tpl'],
  ])('are shown by %s', async (argv) => {
    const given = { cwd: workFolder(files), env: { XDG_CONFIG_HOME: workFolder() } };
    expect((await runHere(argv.split(' '), given)).stdout).toContain(shown);
    const report = await reportHere(argv.split(' '), given);
    expect(report.commands ?? report.project.commands).toEqual(commands);
  });

  test('are listed as data', async () => {
    const given = { cwd: workFolder(files), env: { XDG_CONFIG_HOME: workFolder() } };
    await runHere(['template', 'add', './tpl'], given);
    const { templates } = await reportHere(['list'], given);
    expect(templates.at(-1)).toMatchObject({ id: 'tpl', commands });
  });

  test('are run without a terminal only where they are trusted', async () => {
    const cwd = workFolder(files);
    const refused = await runHere(['x', '-t', './tpl', '-y', '--no-git', '--verify'], { cwd });
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/not built in.*pipes or files.*\n {2}sh -c "touch ran"\n {2}make it\n.*--trust/),
    });
    expect(() => readFileSync(path.join(cwd, 'x/README.md'))).toThrow();
    const said = await runHere(['n', '-t', './tpl', '-y', '--no-git', '--verify'], {
      ...{ cwd, interactive: true, input: 'n' },
    });
    expect(said).toMatchObject({ code: 130, stdout: expect.stringMatching(/touch ran[\s\S]*Run them\?/) });
    const trusted = await runHere(['x', '-t', './tpl', '-y', '--no-git', '--verify', '--trust'], {
      ...{ cwd, env: { PATH: process.env.PATH } },
    });
    expect(trusted.stderr).not.toMatch(/--trust/);
    expect(readFileSync(path.join(cwd, 'x/ran'), 'utf8')).toBe('');
  });
});
