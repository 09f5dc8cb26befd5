import type { Looking } from '../ask/bringing.ts';
import type { CreateOptions } from '../ask/decide.ts';
import type { Context } from '../context.ts';
import { usage } from '../errors.ts';
import { indent, usual } from '../terminal/columns.ts';
import { brokenAtFlags, shellOf } from '../text/shell.ts';

/** The target: as it was said, or as somebody answers. Nothing has a default that decides what a project is about. */
export async function settleTarget(looking: Looking, options: CreateOptions, context: Context): Promise<string> {
  if (options.target !== undefined) return options.target;
  if (!context.interactive || options.yes || options.json) throw unsaid(looking, options, context);
  const { askForTarget, leave, stageOf } = await import('../ask/interview.ts');
  const io = stageOf(context);
  for (;;) {
    const { value, back } = await askForTarget(looking, io);
    if (!back) return value;
    await leave(io);
  }
}

function unsaid({ suggested: [first] }: Looking, options: CreateOptions, context: Context): Error {
  const words = [
    ...['npx', 'create-ml-portfolio', options.directory ?? 'my-project', `--data=${options.data ?? ''}`],
    ...[`--target=${first?.name ?? '<column>'}`, ...(options.yes ? ['--yes'] : [])],
  ];
  const why = first ? ` The likeliest is ${first.name}: ${first.reasons.join('; ')}.` : '';
  const example = indent(brokenAtFlags(words, shellOf(context), usual - 2));
  return usage(
    `Which column is to be predicted is not said.${why}`,
    ['Name it with --target. For example:', ...example].join('\n'),
  );
}
