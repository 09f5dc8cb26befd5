import type { Looked } from '../profile/whole/look.ts';
import { printable } from '../text/encode.ts';
import { thousands } from '../text/say.ts';
import type { Looking } from './bringing.ts';
import { choose, type Reply, type Stage } from './prompts.ts';

/** Asks which column is to be predicted: the likeliest first, each with why, then all others. */
export function askForTarget(
  { looked, suggested }: Looking,
  io: Stage,
  problem?: (name: string) => string | undefined,
): Promise<Reply<string>> {
  const others = looked.columns.filter(({ name }) => !suggested.some((one) => one.name === name));
  const options = [
    ...suggested.map(({ name, reasons }) => ({ value: name, label: printable(name), hint: reasons.join('; ') })),
    ...others.map(({ name, kind }) => ({ value: name, label: printable(name), hint: kind })),
  ];
  return choose(io, { message: `Which column is to be predicted? ${foundIn(looked)}`, options, problem });
}

const foundIn = ({ rows, columns }: Looked): string => `(${thousands(rows.kept)} rows, ${columns.length} columns)`;
