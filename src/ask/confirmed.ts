import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { confirm } from './prompts.ts';
import { leave, stageOf } from './stage.ts';

/** A yes, or the end of the run. */
export async function confirmed(message: string, context: Context): Promise<void> {
  const io = stageOf(context);
  for (;;) {
    const { value, back } = await confirm(io, { message, initial: false });
    if (back) await leave(io);
    else if (value) return;
    else throw cancelled();
  }
}
