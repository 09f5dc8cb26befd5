import type { CreateOptions } from '../ask/decide.ts';
import type { Context } from '../context.ts';
import { usage } from '../errors.ts';
import { suggestTarget } from '../profile/judge/suggest-target.ts';
import type { Looked } from '../profile/whole/look.ts';
import { indent, usual } from '../terminal/columns.ts';
import { brokenAtFlags, shellOf } from '../text/shell.ts';

/** The target: as it was said, or as somebody answers. Nothing has a default that decides what a project is about. */
export async function settleTarget(looked: Looked, options: CreateOptions, context: Context): Promise<string> {
  if (options.target !== undefined) return options.target;
  const suggested = suggestTarget(looked.columns);
  if (context.interactive && !options.yes && !options.json) {
    const { askForTarget } = await import('../ask/target.ts');
    return askForTarget(looked.columns, suggested, context);
  }
  const [first] = suggested;
  const words = [
    ...['npx', 'create-ml-portfolio', options.directory ?? 'my-project', `--data=${options.data ?? ''}`],
    ...[`--target=${first?.name ?? '<column>'}`, ...(options.yes ? ['--yes'] : [])],
  ];
  const why = first ? ` The likeliest is ${first.name}: ${first.reasons.join('; ')}.` : '';
  throw usage(
    `Which column is to be predicted is not said.${why}`,
    ['Name it with --target. For example:', ...indent(brokenAtFlags(words, shellOf(context), usual - 2))].join('\n'),
  );
}
