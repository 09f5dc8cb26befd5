import { existsSync } from 'node:fs';
import path from 'node:path';
import nodePlop from 'node-plop';
import { expect, test } from 'vitest';
import type { ChildContext } from '../../src/context.ts';
import type { PlopApi } from '../../src/plop/api.ts';
import { generatorOf, jobFrom, registerGenerators } from '../../src/plop/generators.ts';
import { builtinSources } from '../../src/sources/builtin.ts';
import { silent } from '../../src/terminal/progress.ts';
import { workFolder } from '../support/run-here.ts';

test("plop's own door reads ~ as home, and ends with what to do next, as the command does", async () => {
  const cwd = workFolder();
  const [source] = await builtinSources(path.resolve(import.meta.dirname, '../../templates'));
  if (!source) throw new Error('There is no template.');
  const env = { HOME: path.join(cwd, 'me') };
  const context = { cwd, env, platform: 'linux', signal: new AbortController().signal, kill: () => {} } as ChildContext;
  const surroundings = {
    ...{ cwd, author: Promise.resolve('Ada'), year: '2026' },
    generator: { name: 'create-ml-portfolio', version: '1.2.3' },
  };
  const job = { steps: [], scene: { context, progress: silent, python: undefined } };
  const plop = await nodePlop('', { destBasePath: cwd, force: false });
  registerGenerators(plop as unknown as PlopApi, [
    generatorOf(source, (directory, answers) =>
      jobFrom(async () => ({ source, given: {} }), directory, answers, surroundings, job),
    ),
  ]);
  const { changes, failures } = await plop.getGenerator(source.manifest.id).runActions({ directory: '~/x' });
  expect(failures).toEqual([]);
  expect(changes.at(-1)?.path).toMatch(
    /^Next:\n {4}cd me\/x\n {4}python3 -m venv \.venv\n[\s\S]*\n {4}python -m pytest$/,
  );
  expect(existsSync(path.join(cwd, 'me', 'x', 'README.md'))).toBe(true);
});
