import { shellWord } from '../encode.ts';
import type { Plan } from '../types.ts';

/** What pip is to install: the project with the groups of its features. */
export const requirement = ({ extras }: Plan): string => (extras.length > 0 ? `.[${extras.join(',')}]` : '.');

/** What to type to do it by hand. */
export function environmentCommands(plan: Plan, platform: string): readonly string[] {
  const windows = platform === 'win32';
  return [
    `${windows ? 'py' : 'python3'} -m venv .venv`,
    windows ? '.venv\\Scripts\\activate' : '. .venv/bin/activate',
    `python -m pip install -c constraints.txt -e ${windows ? `"${requirement(plan)}"` : shellWord(requirement(plan))}`,
  ];
}
