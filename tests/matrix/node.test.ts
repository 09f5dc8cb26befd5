import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Ended, emptyFolder, runProgram, snapshot } from '../support/cli.ts';
import { nodeBinary, nodeVersions, tooOld } from '../support/npm-tools.ts';

const script = path.join(path.dirname(inject('bin')), '..', 'create-ml-portfolio', 'dist', 'cli.cjs');
const create = ['sea-ice', '--template', 'predictive-model', '--yes', '--no-git', '--author', 'Ada'];
const nowhere = emptyFolder();

/** Everything that one Node makes of the package: what it says, and the bytes that it writes. */
async function doneBy(node: string) {
  const run = (cwd: string, ...words: string[]): Promise<Ended> => runProgram(node, [script, ...words], { cwd });
  const home = emptyFolder();
  return {
    help: await run(nowhere, '--help'),
    list: await run(nowhere, 'list', '--json'),
    plan: await run(nowhere, ...create, '--dry-run', '--json'),
    created: await run(home, ...create).then(({ code }) => code),
    refused: {
      'an unknown flag': await run(nowhere, 'x', '--nope'),
      'an unknown template': await run(nowhere, 'x', '--template', 'predictive-modle'),
      'an unknown choice': await run(nowhere, ...create, '--dataset', 'diabtes'),
      'answers missing without a terminal': await run(nowhere, 'x'),
      'a target that holds the same files': await run(home, ...create).then(({ code }) => ({ code })),
    },
    files: snapshot(path.join(home, 'sea-ice')),
  };
}

let here: Awaited<ReturnType<typeof doneBy>>;

beforeAll(async () => {
  here = await doneBy(process.execPath);
});

test(`Node ${process.versions.node}, which runs the tests, does what is asked and refuses what is wrong`, () => {
  expect(here.help.stdout).toContain('create-ml-portfolio [directory]');
  expect(JSON.parse(here.list.stdout).templates.length).toBeGreaterThan(0);
  expect([here.help.code, here.list.code, here.plan.code, here.created]).toEqual([0, 0, 0, 0]);
  expect(JSON.parse(here.plan.stdout).files.length).toBe(
    Object.values(here.files).filter((one) => one !== 'folder').length,
  );
  expect(Object.values(here.refused).map(({ code }) => code)).toEqual([2, 2, 2, 2, 3]);
  expect(readdirSync(nowhere)).toEqual([]);
});

describe('a Node that is too old says so in two lines', () => {
  test.each(tooOld.map((version) => [version]))('%s', async (version) => {
    const { code, stdout, stderr } = await runProgram(nodeBinary(version), [script, '--help'], { cwd: nowhere });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `Error: Node 20.19 or newer is needed, and this is Node ${version}.\nInstall a newer one from https://nodejs.org, and run the same command again.\n`,
    );
  });
});

describe('another Node says the same, refuses the same and writes the same bytes', () => {
  test.each(nodeVersions.map((version) => [version]))('%s', async (version) => {
    const node = nodeBinary(version);
    expect((await runProgram(node, ['--version'], { cwd: nowhere })).stdout.trim()).toBe(`v${version}`);
    expect(await doneBy(node)).toEqual(here);
  });
});
