import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, emptyFolder, report, snapshot } from '../support/cli.ts';

const read = (...segments: string[]): string => readFileSync(path.join(...segments), 'utf8');

describe('template new', () => {
  test('writes a template whose projects install, pass their tests and run', async () => {
    const cwd = emptyFolder();
    const { code, stdout, stderr } = await cli(['template', 'new', 'sky-watch'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes(cwd))).toEqual([]);
    expect(existsSync(path.join(cwd, 'sky-watch', '.ml-portfolio.json'))).toBe(false);
    expect(JSON.parse(read(cwd, 'sky-watch', 'template.json'))).toMatchObject({ id: 'sky-watch', title: 'Sky watch' });
    const made = await report(['y', '-t', './sky-watch', '--storage', 'csv', '--yes', '--no-git', '--verify'], { cwd });
    expect(made.steps?.map(({ name, status }) => [name, status])).toEqual([
      ['environment', 'ok'],
      ['verify', 'ok'],
    ]);
    expect(read(cwd, 'y', 'README.md')).toMatch(/^# Y\n[\s\S]*\[data\/answers\.csv\]/);
    expect(read(cwd, 'y', '.github', 'workflows', 'ci.yml')).toContain(`\${{ matrix.python }}`);
  });

  test('starts from one that exists, which it extends, and quotes what it is called', async () => {
    const cwd = emptyFolder();
    await cli(['template', 'new', './Our "own" model', '--from', 'predictive-model'], { cwd });
    const folder = path.join(cwd, 'Our "own" model');
    expect(JSON.parse(read(folder, 'template.json'))).toMatchObject({
      id: 'our-own-model',
      extends: 'predictive-model',
    });
    const { project, ok } = await report(['x', '-t', folder, '--yes', '--dry-run'], { cwd });
    expect({ ok, licence: project?.answers.licence }).toEqual({ ok: true, licence: 'Apache-2.0' });
  });

  test('with --dry-run writes nothing', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await cli(['template', 'new', 'sky', '--dry-run'], { cwd });
    expect({ code, left: readdirSync(cwd) }).toEqual({ code: 0, left: [] });
    expect(stdout).toMatch(/^Would write .*sky[\s\S]*template\.json/);
  });

  test.each<[string, string[], number, RegExp]>([
    ['a folder that holds one', ['taken'], 3, /already holds files[\s\S]*template\.json/],
    ['what is no id', ['1up'], 2, /"1up" is no id for a template/],
    ['an unknown start', ['x', '--from', 'chatbt'], 2, /Did you mean chatbot\?/],
    ['two folders', ['x', 'y'], 2, /takes one word/],
  ])('refuses %s, and changes nothing', async (_, words, exitCode, message) => {
    const cwd = emptyFolder();
    mkdirSync(path.join(cwd, 'taken'));
    writeFileSync(path.join(cwd, 'taken', 'template.json'), 'mine');
    const before = snapshot(cwd);
    const { code, stderr } = await cli(['template', 'new', ...words], { cwd });
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: expect.stringMatching(message) });
    expect(snapshot(cwd)).toEqual(before);
  });
});

describe('template preview', () => {
  test('prints the plan for the answers given, and writes nothing', async () => {
    const cwd = emptyFolder();
    const { code, stdout } = await cli(['template', 'preview', 'chatbot', '--retriever', 'bm25'], { cwd });
    expect({ code, left: readdirSync(cwd) }).toEqual({ code: 0, left: [] });
    expect(stdout).toMatch(/my-chatbot\/ would be written[\s\S]*To create it:\n.*--retriever=bm25/);
  });

  test('of a template that is wrong says what is', async () => {
    const { code, stderr } = await cli(['template', 'preview', './nowhere'], { cwd: emptyFolder() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/no template folder/) });
  });
});
