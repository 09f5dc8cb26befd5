import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cli, emptyFolder } from '../support/cli.ts';

/** The files of our package that Node ran code of, as its own coverage tells. */
async function loadedBy(...words: string[]): Promise<readonly string[]> {
  const coverage = mkdtempSync(path.join(tmpdir(), 'coverage-'));
  try {
    const { code, stderr } = await cli(words, { cwd: emptyFolder(), env: { NODE_V8_COVERAGE: coverage } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const urls = readdirSync(coverage).flatMap((file) =>
      (JSON.parse(readFileSync(path.join(coverage, file), 'utf8')).result as { url: string }[]).map(({ url }) => url),
    );
    return urls.flatMap((url) => /\/dist\/(.+)$/.exec(url)?.[1] ?? []).sort();
  } finally {
    rmSync(coverage, { recursive: true, force: true });
  }
}

test.each([
  [['--help'], ['cli.cjs', 'command.cjs']],
  [['list'], ['cli.cjs', 'command.cjs']],
  [
    ['sea-ice', '-t', 'predictive-model', '--yes', '--no-git'],
    ['cli.cjs', 'command.cjs', 'templates/predictive-model.cjs', 'templates/shared.cjs'],
  ],
  [
    ['sea-ice', '-t', 'predictive-model', '--yes', '--dry-run'],
    ['cli.cjs', 'command.cjs', 'templates/predictive-model.cjs', 'templates/shared.cjs'],
  ],
])('%j loads neither prompts nor steps, nor what checks and compiles templates', async (words, files) => {
  expect(await loadedBy(...words)).toEqual(files);
});
