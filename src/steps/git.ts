import type { ChildContext } from '../context.ts';
import { type ChildResult, runChild } from '../system/child.ts';
import type { Progress } from '../terminal/progress.ts';
import { commandLine, inTurn, shellOf } from '../text/shell.ts';
import type { Plan, StepOutcome } from '../types.ts';

const name = 'git';

/** Runs git in the project's folder, with what it is to read. */
type Git = (words: readonly string[], input?: string) => Promise<ChildResult>;

/** A file with other line ends than git's own is taken as it is: the project says how its lines end. */
const settings = ['-c', 'core.safecrlf=false'];

/** What the project leaves out by itself, and not by what the user's settings leave out everywhere. */
const exclusions = ['--exclude-per-directory=.gitignore', '--exclude=/.venv/', '--exclude=__pycache__/'];

/** A repository with one commit that holds the project as it stands, its measured result included. */
export async function commitProject(
  plan: Plan,
  context: ChildContext,
  progress: Progress,
  hadFiles: boolean,
): Promise<StepOutcome> {
  const message = `Create ${plan.names.folder}`;
  const byHand = (...commands: readonly (readonly string[])[]): string => {
    const shell = shellOf(context);
    return inTurn(
      commands.map((words) => commandLine(['git', ...words], shell)),
      shell,
    );
  };
  // Not `init -b main`, which git knows only since 2.28.
  const steps = [['init'], ['add', '-A'], ['commit', '-m', message], ['branch', '-M', 'main']];
  const command = byHand(...steps);
  const git: Git = (words, input) =>
    runChild(context, ['git', ...settings, ...words], {
      cwd: plan.target,
      onLine: progress.line,
      ...(input === undefined ? {} : { input }),
    });
  if ((await git(['--version'])).status !== 'ok') return skipped('git is not installed', command);
  if (await isInRepository(git))
    return skipped('the folder is inside a git repository already', byHand(['add', '.'], ['commit', '-m', message]));
  if (hadFiles) return skipped('the folder held files of yours already', command);
  // Without useConfigOnly git makes an identity up from the machine's name.
  if ((await git(['-c', 'user.useConfigOnly=true', 'var', 'GIT_COMMITTER_IDENT'])).status !== 'ok')
    return skipped(
      'git does not know your name',
      byHand(['config', '--global', 'user.name', '…'], ['config', '--global', 'user.email', '…'], ...steps),
    );
  for (const [called, take] of [
    ['git init', () => git(['init', '--quiet'])],
    ['git init', () => git(['symbolic-ref', 'HEAD', 'refs/heads/main'])],
    ['git add', () => addAll(git)],
    ['git commit', () => git(['commit', '--quiet', '-m', message])],
  ] as const) {
    const { status, tail } = await take();
    if (status !== 'ok') return { name, status: 'failed', reason: `${called} failed`, command, output: tail };
  }
  return committed(plan, git, byHand(['add', '--force', '.'], ['commit', '--amend', '--no-edit']));
}

const skipped = (reason: string, command: string): StepOutcome => ({ name, status: 'skipped', reason, command });

async function isInRepository(git: Git): Promise<boolean> {
  const { status, tail } = await git(['rev-parse', '--is-inside-work-tree']);
  // Git looks into no repository of another user, but there is one.
  return status === 'ok' || /dubious ownership|unsafe repository/.test(tail.join('\n'));
}

/** Not `add -A`, which leaves out what the user's own settings exclude, such as `*.json`. */
async function addAll(git: Git): Promise<ChildResult> {
  const found = await git(['ls-files', '-z', '--others', ...exclusions]);
  if (found.status !== 'ok') return found;
  // What ends in a slash is a repository of its own.
  const files = pathsIn(found).filter((file) => !file.endsWith('/'));
  return git(['update-index', '--add', '-z', '--stdin'], files.map((file) => `${file}\0`).join(''));
}

/** How the commit ended, by what is in it. */
async function committed({ files }: Plan, git: Git, command: string): Promise<StepOutcome> {
  const held = new Set(pathsIn(await git(['ls-tree', '-r', '-z', '--name-only', 'HEAD'])));
  const ignored = new Set(pathsIn(await git(['ls-files', '-z', '--others', '--ignored', ...exclusions])));
  const left = files.map((file) => file.path).filter((file) => !held.has(file));
  const missing = left.filter((file) => !ignored.has(file));
  if (missing.length > 0)
    return {
      name,
      status: 'failed',
      reason: `the first commit lacks ${missing.length} of the files`,
      command,
      output: missing.length > shown ? [...missing.slice(0, shown), `… and ${missing.length - shown} more`] : missing,
    };
  const without = left.length > 0 ? `, without what its .gitignore names: ${left.slice(0, shown).join(', ')}` : '';
  return { name, status: 'ok', detail: `a repository with its first commit${without}` };
}

const shown = 10;

const pathsIn = ({ stdout }: ChildResult): readonly string[] => stdout.split('\0').filter(Boolean);
