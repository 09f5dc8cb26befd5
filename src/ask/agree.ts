import type { Context } from '../context.ts';
import { usage } from '../errors.ts';
import { wordsOf } from '../report/commands.ts';
import { approve, isApproved } from '../sources/approvals.ts';
import type { Catalogue, Found } from '../sources/find.ts';
import { saidOf } from '../sources/registration.ts';
import { whyUnasked } from '../terminal/asking.ts';
import { printable } from '../text/encode.ts';
import type { Plan } from '../types.ts';

interface Asked {
  readonly source: Found;
  readonly plan: Plan;
  readonly catalogue: Catalogue;
  readonly options: { readonly verify: boolean; readonly trust: boolean; readonly json: boolean };
  readonly context: Context;
}

/** What somebody else has chosen is used with a yes: a template that a project's folder names, and the commands of any that is not ours. */
export async function agree({ source, plan, catalogue, options, context }: Asked): Promise<void> {
  const isOurs = catalogue.builtin.some((one) => one.source === source.source);
  if (isOurs) return;
  const canAsk = context.interactive && !options.json;
  const { registration } = source;
  if (registration?.origin === 'project' && canAsk && !isApproved(registration, context)) {
    const { confirmed } = await import('./interview.ts');
    await confirmed(`${printable(saidOf(registration))} Use it?`, context);
    approve(registration, context);
  }
  const commands = wordsOf(plan.commands);
  if (!options.verify || options.trust || commands.length === 0) return;
  const runs = `--verify runs commands of a template that is not built in`;
  if (!canAsk)
    throw usage(
      `${runs}, and nobody can be asked: ${whyUnasked(context)}.`,
      'Look at them, and add --trust to run them.',
      commands,
    );
  const { confirmed } = await import('./interview.ts');
  await confirmed(printable(`${runs}:\n${commands.join('\n')}\nRun them?`), context);
}
