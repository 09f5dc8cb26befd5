import type { Context } from '../context.ts';
import { commandLine, inTurn, type Shell, shellOf } from '../text/shell.ts';
import type { Plan } from '../types.ts';

/** What pip is to install: the project with the groups of its features. */
export const requirement = ({ extras }: Plan): string => (extras.length > 0 ? `.[${extras.join(',')}]` : '.');

export const isPython = ({ files }: Plan): boolean => files.some((file) => file.path === 'pyproject.toml');

/** The tested versions, where the project holds them. */
export const constraints = ({ files }: Plan): readonly string[] =>
  files.some((file) => file.path === 'constraints.txt') ? ['-c', 'constraints.txt'] : [];

/** Where we run decides which interpreter there is, and which shell reads what we print. */
type Where = Pick<Context, 'platform' | 'env'>;

const activating: Readonly<Record<Shell, (scripts: string) => string>> = {
  posix: (scripts) => `. ${scripts}/activate`,
  fish: (scripts) => `source ${scripts}/activate.fish`,
  csh: (scripts) => `source ${scripts}/activate.csh`,
  powershell: (scripts) => `${scripts}/Activate.ps1`,
  windows: (scripts) => `${scripts}\\activate`.replaceAll('/', '\\'),
};

/** What to type to make the environment: one command that makes it, one that activates it, one that fills it. */
export function environmentCommands(plan: Plan, where: Where): readonly string[] {
  const shell = shellOf(where);
  const [python, scripts] = where.platform === 'win32' ? ['py', '.venv/Scripts'] : ['python3', '.venv/bin'];
  const filled = ['python', '-m', 'pip', 'install', ...constraints(plan), '-e', requirement(plan)];
  return [`${python} -m venv .venv`, activating[shell](scripts), commandLine(filled, shell)];
}

/** The same, to be typed at once. */
export const environmentByHand = (plan: Plan, where: Where): string =>
  inTurn(environmentCommands(plan, where), shellOf(where));
