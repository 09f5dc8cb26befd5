import type { OpenQuestion, Said } from './bringing.ts';
import { choose, type Stage } from './prompts.ts';

/** Asks what data leaves open, one after the other; nothing where Escape went back before the first. `problem` is held against the last. */
export async function askAll(
  open: readonly OpenQuestion[],
  io: Stage,
  problem?: (said: Said) => Promise<string | undefined>,
): Promise<Said | undefined> {
  const said: string[] = [];
  const all = (values: readonly string[]): Said =>
    Object.fromEntries(values.flatMap((value, at) => [[open[at]?.flag ?? '', value] as const]));
  while (said.length < open.length) {
    const question = open[said.length];
    if (!question) break;
    const { message, options } = question;
    const isLast = said.length === open.length - 1;
    const reply = await choose(io, {
      message,
      options,
      ...(isLast && problem ? { problem: (value: string) => problem(all([...said, value])) } : {}),
    });
    if (!reply.back) said.push(reply.value);
    else if (said.pop() === undefined) return undefined;
  }
  return all(said);
}
