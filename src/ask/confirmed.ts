import { confirm } from '@clack/prompts';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';

/** A yes, or the end of the run. */
export async function confirmed(message: string, { stdin, stdout, signal }: Context): Promise<void> {
  const yes = await confirm({ input: stdin, output: stdout, signal, message, initialValue: false });
  if (yes !== true) throw cancelled();
}
