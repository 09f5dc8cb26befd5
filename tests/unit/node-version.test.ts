import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { entry } from '../../scripts/bundles.ts';

/** Starts the command in a Node that says it has this version. */
function startedIn(node: string): { said: string; code: number | undefined; started: boolean } {
  let said = '';
  let started = false;
  class Exit extends Error {
    code = 0;
  }
  const process = {
    versions: { node },
    stderr: {
      write: (text: string) => {
        said += text;
      },
    },
    exit: (code: number) => {
      throw Object.assign(new Exit(), { code });
    },
  };
  const main = (): void => {
    started = true;
  };
  try {
    runInNewContext(entry.replace(/^#!.*/, ''), { process, require: () => ({ main }) });
  } catch (error) {
    return { said, code: (error as Exit).code, started };
  }
  return { said, code: undefined, started };
}

describe('a Node that is too old is told so, and one that fits is not', () => {
  test.each(['0.10.48', '8.17.0', '14.21.3', '16.20.2', '18.20.8', '20.10.0', '20.18.3'])('%s', (version) => {
    expect(startedIn(version)).toEqual({
      said: `Error: Node 20.19 or newer is needed, and this is Node ${version}.\nInstall a newer one from https://nodejs.org, and run the same command again.\n`,
      code: 2,
      started: false,
    });
  });

  test.each(['20.19.0', '20.20.2', '22.0.0', '24.3.0', '100.0.0'])('%s', (version) => {
    expect(startedIn(version)).toEqual({ said: '', code: undefined, started: true });
  });

  test('all of it is JavaScript that an old Node can read', () => {
    expect(entry).not.toMatch(/=>|\?\.|\?\?|`|\b(const|let|class|async)\b|node:/);
  });
});
