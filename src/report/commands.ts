import { indent } from '../terminal/columns.ts';
import { commandLine } from '../text/shell.ts';
import type { Manifest, Plan } from '../types.ts';

/** What a template has its projects run, as somebody would type it: shown before anything of it is run. */
export const wordsOf = (commands: Plan['commands'] = {}): readonly string[] =>
  Object.values(commands).map((command) => commandLine(command, 'posix'));

/** The same in lines of their own; nothing where there is nothing to run. */
export const drawCommands = (commands: Manifest['commands'] | undefined): readonly string[] => {
  const words = wordsOf(commands);
  return words.length > 0 ? ['With --verify it runs:', ...indent(words)] : [];
};
