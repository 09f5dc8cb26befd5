import type { Context } from '../context.ts';

/** Whether we run where nobody is at the keyboard; `CI=false` and the like say that somebody is. */
export const isCI = ({ CI = '' }: Context['env']): boolean => !/^(0|false|no|off)?$/i.test(CI);

/** What keeps questions from being asked; nothing in a terminal. */
export function whyNothingIsAsked({
  env,
  stdin,
  stdout,
}: Pick<Context, 'env' | 'stdin' | 'stdout'>): string | undefined {
  if (isCI(env)) return 'this runs in CI (the variable CI is set)';
  if (env.TERM === 'dumb') return 'the terminal cannot show them (TERM is dumb)';
  const ends = [stdin.isTTY ? [] : ['standard input'], stdout.isTTY ? [] : ['standard output']].flat();
  if (ends.length === 0) return undefined;
  return ends.length === 1 ? `${ends[0]} is a pipe or a file` : `${ends.join(' and ')} are pipes or files`;
}

/** The same where something had to be asked; in a terminal it was --json that kept it from that. */
export const whyUnasked = (context: Parameters<typeof whyNothingIsAsked>[0]): string =>
  whyNothingIsAsked(context) ?? '--json asks nothing';
