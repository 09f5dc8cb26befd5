import type { Context } from '../context.ts';
import { usage } from '../errors.ts';
import type { Question } from '../types.ts';
import { type Flag, general } from './flags.ts';

/** What npm takes for a setting of its own, so that its user may have meant it for npm. */
const npmsOwn = ['yes', 'json', 'offline', 'package', 'python', 'version', 'help'];

/**
 * `npm create` keeps every flag that stands before a `--`, and hands on the words that were its value. What it has kept
 * stands in its environment.
 */
export function checkNpm(
  argv: readonly string[],
  { env, interactive }: Pick<Context, 'env' | 'interactive'>,
  flags: readonly Flag[],
  questions: readonly Question[],
): void {
  if (env.npm_command !== 'init' || argv.some((word) => word.startsWith('-'))) return;
  const all: readonly Flag[] = [
    ...flags,
    ...questions.map(({ name }) => ({ name, takes: '…', about: '' })),
    ...general,
  ];
  const kept = all.filter((flag) => keptOf(flag, env) !== undefined);
  const lost = kept.filter(({ name }) => !npmsOwn.includes(name));
  // In a terminal --yes may have been for npm alone, and we ask; --dry-run changes what is written.
  if (lost.length === 0 && (interactive || !kept.some(({ name }) => name === 'yes'))) return;
  const [directory, ...values] = argv;
  const choicesOf = (name: string): readonly string[] =>
    (questions.find((question) => question.name === name)?.choices ?? []).map(({ value }) => value);
  const open = kept.filter((flag) => flag.takes && keptOf(flag, env) === 'true');
  const chosen = new Map(open.map(({ name }) => [name, values.find((word) => choicesOf(name).includes(word))]));
  const left = values.filter((word) => ![...chosen.values()].includes(word));
  // Of several whose words could be anything, npm has kept no order.
  const other = left.length === 1 && [...chosen.values()].filter((word) => !word).length === 1 ? left[0] : '…';
  const written = kept.map((flag) => {
    if (!flag.takes) return `--${flag.name}`;
    return `--${flag.name}=${open.includes(flag) ? (chosen.get(flag.name) ?? other) : keptOf(flag, env)}`;
  });
  const names = kept.map(({ name }) => `--${name}`);
  throw usage(
    `npm has kept ${names.join(', ')} for itself.`,
    `Write it after a --: npm create ml-portfolio ${[directory ?? 'my-project', '--', ...written].join(' ')}`,
  );
}

/** What npm says of a flag: its value, or `true` where that was a word of its own. */
function keptOf({ name, short }: Flag, env: Context['env']): string | undefined {
  const told = (flag: string): string | undefined => env[`npm_config_${flag.replaceAll('-', '_')}`] || undefined;
  if (name.startsWith('no-')) return told(name.slice(3)) === 'false' ? 'true' : undefined;
  return told(name) ?? (short ? told(short) : undefined);
}
