import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test, vi } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { Failure } from '../../src/errors.ts';
import { compile } from '../../src/template/handlebars.ts';
import { declaredIn, wholeManifest } from '../../src/template/manifest.ts';
import { vocabularyOf } from '../../src/template/vocabulary.ts';
import type { Manifest, RenderContext } from '../../src/types.ts';
import { runHere, workFolder } from '../support/run-here.ts';

const asking = (name: string): string =>
  JSON.stringify({
    ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
    ...{ questions: [{ name, kind: 'text', message: 'What?', default: 'x' }], layers: [{ path: 'base' }] },
  });

/** The manifest that asks it, or why it is refused. */
function manifestOf(name: string): Manifest | string {
  try {
    return wholeManifest(declaredIn(asking(name), 'template.json'), 'template.json');
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

const keywords = ['this', 'else', 'as', 'true', 'false', 'null', 'undefined'];
// Also what a later Handlebars brings, and none that is no identifier.
const helpers = Object.keys(Handlebars.create().helpers).filter((name) => /^[a-z][a-z0-9_]*$/.test(name));

describe('a question that Handlebars would take for a word of its own is refused when the manifest is read', () => {
  test.each([...helpers, ...keywords, 'toml', 'json', 'yaml', 'md'])('%s', (name) => {
    expect(manifestOf(name)).toMatch(/questions\.0\.name .*is taken/);
  });

  test.each(helpers)('%s: standard output holds the report alone, and check names the line', async (name) => {
    const log = vi.spyOn(console, 'log');
    const files = { 'mini/template.json': asking(name), 'mini/base/a.md.hbs': `{{${name}}}` };
    const cwd = workFolder(files);
    const made = await runHere(['x', '-t', './mini', '-y', '--dry-run', '--json'], { cwd });
    expect(made).toMatchObject({ code: 4, stdout: expect.stringMatching(/^\{.*\}\n$/) });
    const checked = await runHere(['template', 'check', 'mini'], { cwd });
    expect(checked).toMatchObject({
      code: 4,
      stdout: expect.stringMatching(/template\.json:1 error manifest\n.*taken/),
    });
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});

/** Words that mean something to JavaScript, into which Handlebars compiles, or to every object in it. */
const odd =
  `class delete new function var let const return typeof void in of do while switch case default try catch throw arguments
  eval await async yield static enum export import super package interface container depth0 helper options data partials blockparams
  depths alias1 stack1 buffer lookupproperty name length constructor prototype valueof tostring hash fn inverse root key index first last`.split(
    /\s+/,
  );

test('a question that is accepted answers by its name in a .hbs file, and prints nothing', () => {
  const log = vi.spyOn(console, 'log');
  const name = fc.oneof(fc.constantFrom(...odd), fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/));
  fc.assert(
    fc.property(name, (one) => {
      const manifest = manifestOf(one);
      if (typeof manifest === 'string') return;
      const render = compile(`{{${one}}} {{#if ${one}}}yes{{/if}} {{json ${one}}}`, 'a.hbs', vocabularyOf(manifest));
      expect(render({ [one]: 'answer' } as RenderContext)).toBe('answer yes "answer"');
    }),
    { numRuns: 300 },
  );
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});

describe('a question and a flag', () => {
  const ofAsking = commands.filter(({ asks }) => asks).flatMap(({ flags = [] }) => flags.map(({ name }) => name));
  const others = commands.flatMap(({ flags = [] }) => flags.map(({ name }) => name));
  const free = [...new Set(others)].filter(
    (name) => !ofAsking.includes(name) && /^[a-z_]+$/.test(name) && !['as', 'project'].includes(name),
  );

  test.each(ofAsking.filter((name) => /^[a-z_]+$/.test(name)))('--%s of a command that asks is taken', (name) => {
    expect(manifestOf(name)).toMatch(/is taken/);
  });

  test.each(free)('--%s of a command that asks nothing is free', async (name) => {
    const cwd = workFolder({ 'mini/template.json': asking(name), 'mini/base/a.md.hbs': `{{${name}}}` });
    for (const argv of [
      ['sky', '-t', './mini', '-y', '--dry-run', `--${name}`, 'own', '--json'],
      ['template', 'preview', `--${name}`, 'own', './mini', '--json'],
    ]) {
      const { code, stdout } = await runHere(argv, { cwd });
      expect({ code, answer: JSON.parse(stdout).project?.answers[name] }).toEqual({ code: 0, answer: 'own' });
    }
  });
});
