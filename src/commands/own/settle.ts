import type { Looking, OpenQuestion, Said } from '../../ask/bringing.ts';
import type { CreateOptions } from '../../ask/decide.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../errors.ts';
import { indent, usual } from '../../terminal/columns.ts';
import { brokenAtFlags, shellOf } from '../../text/shell.ts';
import type { DataOptions, Place } from './wanted.ts';

/** What data leaves open, as somebody answers. Nothing has a default that decides what a project is about. */
export async function settle({ open }: Looking, options: CreateOptions, context: Context): Promise<Said> {
  if (open.length === 0) return {};
  if (!context.interactive || options.yes || options.json) throw unsaid(open, options, context);
  const { askAll, leave, stageOf } = await import('../../ask/interview.ts');
  const io = stageOf(context);
  for (;;) {
    const said = await askAll(open, io);
    if (said) return said;
    await leave(io);
  }
}

/** The first begins the sentence. */
const unsaidIn = (open: readonly OpenQuestion[]): string =>
  `${open.map(({ unsaid }, at) => (at === 0 ? unsaid : unsaid.charAt(0).toLowerCase() + unsaid.slice(1))).join(', and ')} ${open.length > 1 ? 'are' : 'is'}`;

/** With a complete command, in which each question has its likeliest answer. */
export function unsaid(open: readonly OpenQuestion[], options: DataOptions, context: Place): Error {
  const flags = open.map(({ flag, options: [first], why }) => `--${flag}=${why ? first?.value : `<${flag}>`}`);
  const words = [
    ...['npx', 'create-ml-portfolio', options.directory ?? 'my-project', `--data=${options.data ?? ''}`],
    ...(options.template === undefined ? [] : [`--template=${options.template}`]),
    ...[...flags, ...(options.yes ? ['--yes'] : [])],
  ];
  const likeliest = open.flatMap(({ why }) => (why ? [` The likeliest is ${why}.`] : []));
  const example = indent(brokenAtFlags(words, shellOf(context), usual - 2));
  return usage(
    `${unsaidIn(open)} not said.${likeliest.join('')}`,
    [`Name it with ${open.map(({ flag }) => `--${flag}`).join(' and ')}. For example:`, ...example].join('\n'),
  );
}
