import { shellWord } from '../text/encode.ts';
import type { Plan } from '../types.ts';

/** What pip is to install: the project with the groups of its features. */
export const requirement = ({ extras }: Plan): string => (extras.length > 0 ? `.[${extras.join(',')}]` : '.');

export const isPython = ({ files }: Plan): boolean => files.some((file) => file.path === 'pyproject.toml');

/** The tested versions, where the project holds them. */
export const constraints = ({ files }: Plan): readonly string[] =>
  files.some((file) => file.path === 'constraints.txt') ? ['-c', 'constraints.txt'] : [];

/** What to type to do it by hand. */
export function environmentCommands(plan: Plan, platform: string): readonly string[] {
  const windows = platform === 'win32';
  return [
    `${windows ? 'py' : 'python3'} -m venv .venv`,
    windows ? '.venv\\Scripts\\activate' : '. .venv/bin/activate',
    [
      'python -m pip install',
      ...constraints(plan),
      '-e',
      windows ? `"${requirement(plan)}"` : shellWord(requirement(plan)),
    ].join(' '),
  ];
}
