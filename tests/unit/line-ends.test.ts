import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runHere, workFolder } from '../support/run-here.ts';

/** What git for Windows is usually told, whatever this machine tells its own. */
const settings = {
  'gitconfig-here': '[user]\nname = Ada\nemail = ada@example.org\n',
  'gitconfig-there': '[core]\nautocrlf = true\n',
};

test.each([['predictive-model'], ['recommendation-system'], ['image-classifier'], ['chatbot'], ['./mine']])(
  'a clone with core.autocrlf=true has the bytes of the project: %s',
  async (template) => {
    const cwd = workFolder(settings);
    const git = (config: string, folder: string, ...words: string[]): string =>
      execFileSync('git', words, {
        cwd: path.join(cwd, folder),
        env: { ...process.env, GIT_CONFIG_GLOBAL: path.join(cwd, config), GIT_CONFIG_SYSTEM: devNull },
        encoding: 'utf8',
      });
    if (template === './mine') await runHere(['template', 'new', 'mine', '--yes'], { cwd });
    const { code } = await runHere(['x', '-t', template, '--yes', '--no-git'], { cwd });
    expect(code).toBe(0);
    for (const words of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-qm', 'x'],
    ])
      git('gitconfig-here', 'x', ...words);
    git('gitconfig-there', '.', 'clone', '-q', 'x', 'y');
    const files = readdirSync(path.join(cwd, 'x'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(cwd, 'x'), path.join(entry.parentPath, entry.name)))
      .filter((name) => !name.startsWith('.git/'));
    const differ = files.filter(
      (name) => !readFileSync(path.join(cwd, 'x', name)).equals(readFileSync(path.join(cwd, 'y', name))),
    );
    expect(differ).toEqual([]);
  },
);
