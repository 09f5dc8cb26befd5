import type { ChildContext } from '../context.ts';
import { runChild } from '../system/child.ts';
import type { Progress } from '../terminal/progress.ts';
import { shellWord } from '../text/encode.ts';
import type { Plan, StepOutcome } from '../types.ts';

/** A repository with one commit that holds the project as it stands, its measured result included. */
export async function commitProject(
  plan: Plan,
  context: ChildContext,
  progress: Progress,
  hadFiles: boolean,
): Promise<StepOutcome> {
  const name = 'git';
  const message = `Create ${plan.names.folder}`;
  const command = `git init -b main && git add -A && git commit -m ${shellWord(message)}`;
  const git = (...words: string[]): ReturnType<typeof runChild> =>
    runChild(context, ['git', ...words], { cwd: plan.target, onLine: progress.line });
  if ((await git('--version')).status !== 'ok') return skipped('git is not installed', command);
  if ((await git('rev-parse', '--is-inside-work-tree')).status === 'ok')
    return skipped('the folder is inside a git repository already', `git add . && git commit -m ${shellWord(message)}`);
  if (hadFiles) return skipped('the folder held files of yours already', command);
  // Without useConfigOnly git makes an identity up from the machine's name.
  if ((await git('-c', 'user.useConfigOnly=true', 'var', 'GIT_COMMITTER_IDENT')).status !== 'ok')
    return skipped(
      'git does not know your name',
      `git config --global user.name "…" && git config --global user.email "…" && ${command}`,
    );
  for (const words of [
    ['init', '--quiet', '-b', 'main'],
    ['add', '-A'],
    ['commit', '--quiet', '-m', message],
  ]) {
    const { status, tail } = await git(...words);
    if (status !== 'ok') return { name, status: 'failed', reason: `git ${words[0]} failed`, command, output: tail };
  }
  return { name, status: 'ok', detail: 'a repository with its first commit' };
}

const skipped = (reason: string, command: string): StepOutcome => ({ name: 'git', status: 'skipped', reason, command });
