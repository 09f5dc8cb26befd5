import { select } from '@clack/prompts';
import type { Context } from '../context.ts';
import type { Source } from '../types.ts';
import { ask } from './ask.ts';

/** What a new template is to start from: a small one of its own, or one that it extends. */
export const askStarter = (builtin: readonly Source[], { stdin, stdout, signal }: Context): Promise<string> =>
  ask(
    select({
      input: stdin,
      output: stdout,
      signal,
      message: 'What does it start from?',
      options: [
        { value: 'minimal', label: 'A small template of its own', hint: 'one question, one extra, a test' },
        ...builtin.map(({ source, manifest }) => ({ value: source, label: manifest.title, hint: 'extend it' })),
      ],
    }),
  );
