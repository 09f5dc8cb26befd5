import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { archives, folders, writeLargeArchive, writeTemplate } from '../fixtures/hostile/build.ts';
import { cli, runProgram, snapshot } from '../support/cli.ts';
import { workFolder as emptyFolder, runHere } from '../support/run-here.ts';

const readme = path.resolve(import.meta.dirname, '../fixtures/hostile/README.md');

interface Told {
  readonly kind: string;
  readonly is: string;
  readonly code: number;
  readonly message: string;
}

const told: Told[] = [];

/** Runs a template from a folder: it must be refused in one sentence and a next step, and leave nothing anywhere. */
async function refuse(kind: string, is: string, here: string, source: string, code = 4): Promise<string> {
  const [cwd, cache] = [emptyFolder(), emptyFolder()];
  const env = { XDG_CACHE_HOME: cache };
  const ended = await runHere(['x', '-t', source, '-y', '--no-git'], { cwd, env });
  const message = /^Error: (.+)\n(?: {2}.+\n)*.+\n$/.exec(ended.stderr)?.[1] ?? ended.stderr;
  expect({ code: ended.code, left: readdirSync(cwd), kept: filesIn(cache) }, message).toEqual({
    code,
    left: [],
    kept: [],
  });
  expect(ended.stderr).toMatch(/^Error: .+\n(?: {2}.+\n)*.+\n$/);
  expect(ended.stderr).not.toMatch(/\n\s+at |fault|\u001b/);
  told.push({ kind, is, code: ended.code, message: message.replaceAll(here, '…') });
  return message;
}

const filesIn = (folder: string): readonly string[] =>
  Object.keys(snapshot(folder)).filter((name) => /staging/.test(name));

describe('an archive is refused for', () => {
  test.each(archives.map((one) => [one.is, one] as const))('%s', async (_, { is, says, make }) => {
    const here = emptyFolder();
    const file = path.join(here, 'template.tgz');
    writeFileSync(file, make());
    expect(await refuse('archive', is, here, file)).toMatch(says);
    expect(readdirSync(here)).toEqual(['template.tgz']);
  });

  test('its size', async () => {
    const here = emptyFolder();
    const file = path.join(here, 'template.tgz');
    writeLargeArchive(file);
    expect(await refuse('archive', 'more than 50 MB', here, file)).toMatch(/larger than 50 MB/);
  });
});

describe('a folder is refused for', () => {
  test.each(folders.map((one) => [one.is, one] as const))('%s', async (_, { is, says, make }) => {
    const here = emptyFolder();
    writeTemplate(here);
    make(here);
    const began = performance.now();
    expect(await refuse('folder', is, here, here)).toMatch(says);
    const checked = await runHere(['template', 'check', here], { cwd: emptyFolder() });
    expect([2, 4], checked.stderr).toContain(checked.code);
    expect(checked.stderr).not.toMatch(/\bfault\b|\n\s+at /);
    // Whatever it is, nobody waits for it.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test.skipIf(process.getuid?.() !== 0)('a device (needs root)', async () => {
    const here = emptyFolder();
    writeTemplate(here);
    await runProgram('mknod', [path.join(here, 'base', 'null'), 'c', '1', '3'], { cwd: here });
    await expect(refuse('', '', here, here).finally(() => told.pop())).resolves.toMatch(/is not a regular file/);
  });
});

test('a whole template is none of these: it becomes a project', async () => {
  const [here, cwd] = [emptyFolder(), emptyFolder()];
  writeTemplate(here);
  expect(await runHere(['x', '-t', here, '-y', '--no-git'], { cwd })).toMatchObject({ code: 0 });
});

test('an answer is never part of a path, and a name that is taken elsewhere in the template is refused', async () => {
  const [here, cwd] = [emptyFolder(), emptyFolder()];
  writeTemplate(here);
  mkdirSync(path.join(here, 'base', '{{title}}'));
  writeFileSync(path.join(here, 'base', '{{title}}', 'mini_project'), '');
  const { code } = await runHere(['x', '-t', here, '-y', '--no-git', '--title', '../../evil'], { cwd });
  expect({ code, made: existsSync(path.join(cwd, 'x', '{{title}}', 'x')) }).toEqual({ code: 0, made: true });
  writeFileSync(path.join(here, 'base', '{{title}}', 'y'), '');
  const again = await runHere(['y', '-t', here, '-y', '--no-git'], { cwd });
  expect({ code: again.code, left: readdirSync(cwd) }).toEqual({ code: 2, left: ['x'] });
  expect(again.stderr).toMatch(/Two files of the template become \{\{title\}\}\/y/);
});

test('a template that is changed between the check and the use is refused', async () => {
  const [here, cwd, programs] = [emptyFolder(), emptyFolder(), emptyFolder()];
  writeTemplate(here);
  const file = path.join(here, 'base', 'large.bin');
  writeFileSync(file, Buffer.alloc(17_000_000));
  // Asked for a name once the template is being loaded, and slower than that.
  writeFileSync(path.join(programs, 'git'), `#!/bin/sh\nsleep 2; printf evil >> '${file}'\n`, { mode: 0o755 });
  const env = { PATH: `${programs}${path.delimiter}${process.env.PATH}` };
  const { code, stderr } = await cli(['x', '-t', here, '-y', '--no-git'], { cwd, env });
  expect({ code, left: readdirSync(cwd) }).toEqual({ code: 4, left: [] });
  expect(stderr).toMatch(/large\.bin has changed since it was checked/);
});

test('a link in the folder that is written to leads nowhere: exit 3', async () => {
  const [here, cwd, outside] = [emptyFolder(), emptyFolder(), emptyFolder()];
  writeTemplate(here);
  mkdirSync(path.join(here, 'base', 'src'));
  writeFileSync(path.join(here, 'base', 'src', 'b.txt'), 'x');
  mkdirSync(path.join(cwd, 'x'));
  symlinkSync(outside, path.join(cwd, 'x', 'src'));
  const { code, stderr } = await runHere(['x', '-t', here, '-y', '--no-git'], { cwd });
  expect({ code, outside: readdirSync(outside) }).toEqual({ code: 3, outside: [] });
  expect(stderr).toMatch(/\bsrc\b/);
});

test('the table says what is said', async () => {
  // Only when every row has run.
  if (told.length < archives.length + folders.length + 1) return;
  const shown = (text: string): string =>
    text.replaceAll('|', '\\|').replace(/\/[\w/]+\/run-here-\w+|…\/[0-9a-f]{64}/g, '…');
  const rows = told.map(({ kind, is, code, message }) => `| ${kind} | ${is} | ${code} | ${shown(message)} |`);
  const heading =
    '# What a template is refused for\n\nWritten by `npx vitest run --project slow tests/package/hostile.test.ts -u`.';
  const table = `${heading}\n\n| | with | exit | says |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  await expect(table).toMatchFileSnapshot(readme);
});
