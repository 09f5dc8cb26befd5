import type { Context } from '../context.ts';
import type { Suggestion } from '../profile/judge/suggest-target.ts';
import type { Column } from '../profile/profile.ts';
import { printable } from '../text/encode.ts';
import { choose } from './prompts.ts';
import { leave, stageOf } from './stage.ts';

/** Asks which column is to be predicted: the likeliest first, each with why, then all others. */
export async function askForTarget(
  columns: readonly Column[],
  suggested: readonly Suggestion[],
  context: Context,
): Promise<string> {
  const io = stageOf(context);
  const others = columns.filter(({ name }) => !suggested.some((one) => one.name === name));
  const options = [
    ...suggested.map(({ name, reasons }) => ({ value: name, label: printable(name), hint: reasons.join('; ') })),
    ...others.map(({ name, kind }) => ({ value: name, label: printable(name), hint: kind })),
  ];
  for (;;) {
    const { value, back } = await choose(io, { message: 'Which column is to be predicted?', options });
    if (!back) return value;
    await leave(io);
  }
}
