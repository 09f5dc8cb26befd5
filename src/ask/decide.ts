import { offered } from '../answers/conditions.ts';
import { type GivenAnswers, resolveAnswers, withFeatures } from '../answers/resolve.ts';
import { standardNames, standardQuestions } from '../answers/standard.ts';
import type { Own } from '../command-line/command.ts';
import type { answering, creating } from '../command-line/flags.ts';
import { once } from '../command-line/given.ts';
import type { Options } from '../command-line/options.ts';
import type { Context } from '../context.ts';
import { cancelled, type Failure, usage } from '../errors.ts';
import { stepsOf, type Wish } from '../plan/wish.ts';
import { inWords } from '../system/fs-errors.ts';
import { whyUnasked } from '../terminal/asking.ts';
import { columns, indent, usual } from '../terminal/columns.ts';
import { brokenAtFlags, shellOf } from '../text/shell.ts';
import type { Question, Source } from '../types.ts';

/** What decides a template's answers. */
export type AnswerOptions = Options & Own<'', typeof answering>;

/** What a project is created by; `directory` is the folder, as typed. */
export type CreateOptions = Options & Own<'[directory]', typeof creating>;

/** Every template's questions, with defaults that pass for answers until the folder, git and the clock give real ones. */
const standard = standardQuestions({ title: 'x', author: '', year: '2000' });

/** Flags and `--set` win over `--answers`, which wins over a template's defaults. */
export async function givenAnswers(options: AnswerOptions, context: Context): Promise<GivenAnswers> {
  if (options.answers === undefined) return options.given;
  const from = options.answers === '-' ? 'standard input' : options.answers;
  // Streams and promised files take Node a while to load, and most runs give no such answers.
  const { readAnswers } = await import('./read-answers.ts');
  const json = await readAnswers(options.answers, context).catch((error: Error) => {
    if (context.signal.aborted) throw cancelled();
    const next = 'Give a file of JSON, or - and send it to standard input.';
    throw usage(`The answers in ${from} cannot be read (${inWords(error)}).`, next);
  });
  const shape = 'Write an object, such as {"dataset": "diabetes", "features": ["ci"]}.';
  const { parseStrictly } = await import('../template/strict-json.ts');
  const { value: answers, problems } = parseStrictly(json);
  for (const { key, problem } of problems) throw usage(`${key || 'The text'} in ${from} ${problem}.`, shape);
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    throw usage(`The text in ${from} is not a JSON object.`, shape);
  const told = Object.entries(answers).map(([name, value]) => [name, { value, as: `${name} in ${from}` }] as const);
  return { ...once(told), ...options.given };
}

/** Decides without asking: what is missing is an error that lists every flag, unless defaults may be used. */
export function decide(
  options: CreateOptions,
  builtin: readonly Source[],
  named: Source | undefined,
  given: GivenAnswers,
  context: Context,
): Wish {
  const source = named ?? (options.yes ? builtin[0] : undefined);
  const directory = options.directory ?? (options.yes && source ? `my-${source.manifest.id}` : undefined);
  const changed = source ? withFeatures(source.manifest.questions, given, options) : given;
  if (!source || directory === undefined || (!options.yes && stillAsked(source, changed).length > 0))
    throw missing(options, builtin, source, changed, context);
  return { source, directory, given: changed, name: options.name, package: options.package, steps: stepsOf(options) };
}

/** The template's own questions that apply and have no answer; the standard ones have defaults. Checks every answer on the way. */
export function stillAsked({ manifest }: Source, given: GivenAnswers): readonly Question[] {
  return resolveAnswers([...standard, ...manifest.questions], given, ({ name }) => standardNames.includes(name))
    .missing;
}

/** The same, but with those alone that still apply once the others have their defaults. */
function openQuestions({ manifest }: Source, given: GivenAnswers): readonly Question[] {
  const questions = [...standard, ...manifest.questions];
  const known = Object.entries(given).filter(([name]) => questions.some((question) => question.name === name));
  const { answers } = resolveAnswers(questions, Object.fromEntries(known), () => true);
  return manifest.questions
    .filter(({ name }) => Object.hasOwn(answers, name) && !given[name])
    .map((question) => offered(question, answers));
}

function missing(
  options: CreateOptions,
  builtin: readonly Source[],
  source: Source | undefined,
  given: GivenAnswers,
  context: Context,
): Failure {
  // Which questions there are, the template says: where none is named, its name alone is missing.
  const open = source ? openQuestions(source, given) : [];
  const choices = ({ kind, choices, message }: Question): string =>
    choices?.map((choice) => choice.value).join(kind === 'select' ? ' | ' : ', ') ?? message;
  const details: [flag: string, takes: string][] = [
    ...(options.directory === undefined ? [['<directory>', 'the folder to create'] as [string, string]] : []),
    ...(source ? [] : [['--template', builtin.map((one) => one.source).join(' | ')] as [string, string]]),
    ...open.map((question): [string, string] => [`--${question.name}`, choices(question)]),
  ];
  const flag = (name: string, value: unknown): string => `--${name}=${asText(value)}`;
  const words = [
    ...['npx', 'create-ml-portfolio'],
    options.directory ?? 'my-project',
    flag('template', (source ?? fitting(builtin, given))?.source),
    ...(options.name === undefined ? [] : [flag('name', options.name)]),
    ...(options.package === undefined ? [] : [flag('package', options.package)]),
    ...Object.entries(given).map(([name, { value }]) => flag(name, value)),
    ...(source
      ? open.map((question) => flag(question.name, question.default))
      : [
          ...(['with', 'without'] as const).flatMap((name) =>
            options[name].length > 0 ? flag(name, options[name]) : [],
          ),
          '--yes',
        ]),
  ];
  const example = indent(brokenAtFlags(words, shellOf(context), usual - 2));
  const next = ['Give them as flags, or add --yes to take the defaults. For example:', ...example].join('\n');
  return usage(`Answers are missing, and cannot be asked for: ${whyUnasked(context)}.`, next, columns(details));
}

/** An answer as a flag gives it; it may be anything, where a file gave it and no template has checked it yet. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The first template that asks for all that was answered. */
const fitting = (builtin: readonly Source[], given: GivenAnswers): Source | undefined =>
  builtin.find(({ manifest }) => {
    const asked = [...standardNames, ...manifest.questions.map(({ name }) => name)];
    return Object.keys(given).every((name) => asked.includes(name));
  }) ?? builtin[0];
