import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtinSources } from '../../src/sources/builtin.ts';
import { asWords, type Choice, choicesOf } from '../support/choices.ts';
import { cli, type Ended, emptyFolder, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';
import { requirementsOf, type Versions } from '../support/requirements.ts';

const root = path.resolve(import.meta.dirname, '../..');
const manifests = (await builtinSources(path.join(root, 'templates'))).map(({ manifest }) => manifest);
const name = 'sea-ice';
const mypyCache = emptyFolder();

// Nothing here knows a template, a question or a choice by its name.
describe.each(manifests.map((manifest) => [manifest.id, manifest] as const))('%s', (id, manifest) => {
  const rows = choicesOf(manifest).flatMap((choice) =>
    (['tested', 'newest', 'lowest'] as const).map((versions) => [choice.name, versions, choice] as const),
  );

  describe.concurrent('every choice, and every feature alone, runs, lints, type-checks and passes its tests', () => {
    test.each<readonly [string, Versions, Choice]>(rows)(
      '%s, %s versions',
      async (_, versions, { answers, online }) => {
        const home = emptyFolder();
        const words = [name, '--template', id, '--yes', '--no-git', ...asWords(answers)];
        const created = await cli(words, { cwd: home });
        expect({ code: created.code, said: created.stderr }).toEqual({ code: 0, said: '' });
        const project = path.join(home, name);
        const installed = requirementsOf(project, versions);
        const python = pythonWith(installed);
        const run = (command: readonly string[]): Promise<Ended> => {
          const own = command.map((word) => (word === manifest.package ? name.replaceAll('-', '_') : word));
          return runProgram(python, own[0] === 'python' ? own.slice(1) : ['-m', ...own], {
            cwd: project,
            env: { PYTHONPATH: path.join(project, 'src'), MYPY_CACHE_DIR: mypyCache },
          });
        };
        const wrong: object[] = [];
        for (const command of [
          manifest.commands?.run ?? [],
          manifest.commands?.test ?? [],
          ['ruff', 'check', '.'],
          ['ruff', 'format', '--check', '.'],
          // Old versions of what we use are typed otherwise, or not at all.
          ...(versions === 'lowest' ? [] : [['mypy', '--strict', 'src']]),
        ]) {
          const { code, stdout, stderr } = await run(command);
          const noNetwork =
            online && command === manifest.commands?.run && code === 2 && /network|download/i.test(stderr);
          if (code !== 0 && !noNetwork) wrong.push({ command: command.join(' '), code, said: stdout + stderr });
        }
        expect(wrong).toEqual([]);
      },
    );
  });
});
