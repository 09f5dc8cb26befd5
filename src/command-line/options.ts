import { parseArgs } from 'node:util';
import type { GivenAnswers } from '../answers/resolve.ts';
import { standardQuestions } from '../answers/standard.ts';
import { usage } from '../errors.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Manifest, Question } from '../types.ts';
import { type Command, camel, form } from './command.ts';
import { type Flag, general } from './flags.ts';
import { flagsFor, givenBy } from './given.ts';
import { commandOf, readPositionals } from './positionals.ts';

/** What every command is told; its row says what else, as `Own` spells it. */
export interface Options {
  readonly given: GivenAnswers;
  readonly json: boolean;
}

/** What a run is asked for. */
export type Asked<C extends Command> =
  | {
      readonly kind: 'help';
      readonly about: C | undefined;
      /** What else help is asked on. */
      readonly topic?: string | undefined;
      /** Whether the words can mean nothing but that. */
      readonly strict: boolean;
    }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly command: C;
      readonly options: Options;
      /** What the command line may have meant instead. */
      readonly warning?: string | undefined;
    };

/** Every flag there is, of all commands, as Node's parser takes them. */
const configOf = (commands: readonly Command[]): Config =>
  Object.fromEntries(
    [...general, ...commands.flatMap(flagsOf)].map(({ name, short, takes, multiple = false }) => [
      name,
      { type: takes ? 'string' : 'boolean', multiple, ...(short ? { short } : {}) },
    ]),
  );

/** Those whose flags a template's questions must not be called by: a question may have the name of any other flag. */
const asking = <C extends Command>(commands: readonly C[]): readonly C[] =>
  commands.filter(({ asks }) => asks !== undefined);

const flagsOf = ({ flags = [] }: Command): readonly Flag[] => flags;

type FlagValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** The words of a command line, read by the flags of all commands and of some questions. */
export function tokensOf(argv: readonly string[], questions: readonly Question[], commands: readonly Command[]) {
  const names = questions.flatMap(({ name }) => flagsFor(name));
  const asked = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const config: Config = { ...configOf(commands), ...asked, ...configOf(asking(commands)) };
  const { tokens, ...parsed } = parse(argv, config);
  const takesValue = (name: string): boolean => Object.hasOwn(config, name) && config[name]?.type === 'string';
  return {
    ...parsed,
    ...{ names, config },
    tokens: tokens.map((token) => (token.kind === 'option' ? { ...token, takesValue: takesValue(token.name) } : token)),
  };
}

const parse = (argv: readonly string[], options: Config) =>
  parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });

/** Parses strictly: every unknown word is an error with a suggestion. Each question is a flag of its own too. */
export function parseOptions<C extends Command>(
  argv: readonly string[],
  questions: readonly Question[],
  commands: readonly C[],
): Asked<C> {
  const { values: raw, positionals, tokens, config, names } = tokensOf(argv, questions, commands);
  const seen = new Set<string>();
  const filled = new Set(
    commands.flatMap(flagsOf).flatMap(({ name, takes = '' }) => (takes.startsWith('<') ? name : [])),
  );
  for (const token of tokens) if (token.kind === 'option') checkFlag(token, config, seen, filled);
  const values: FlagValues = raw;
  const [first, ...more] = positionals;
  if (values.help || first === 'help') {
    const words = first === 'help' ? more : positionals;
    const about = commandOf(words, commands);
    return { kind: 'help', about, topic: words[about?.words.length ?? 0], strict: first === 'help' };
  }
  if (values.version) return { kind: 'version' };
  const { command, word, warning } = readPositionals(positionals, commands);
  checkStray(seen, command, commands, new Set(names));
  return {
    kind: 'run',
    command,
    warning,
    options: {
      ...(word === undefined ? {} : { [command.takes?.slice(1, -1) ?? '']: word }),
      ...Object.fromEntries(flagsOf(command).map((flag) => [camel(flag.name), valueGiven(flag, values)])),
      given: givenBy((values.set as string[] | undefined) ?? [], values, questions),
      json: values.json === true,
    },
  };
}

/** What a flag was given; of one that takes a list, each item. */
function valueGiven(
  { name, takes, multiple }: Flag,
  values: FlagValues,
): string | boolean | readonly string[] | undefined {
  if (!takes) return values[name] === true;
  if (!multiple) return values[name] as string | undefined;
  const all = (values[name] as string[] | undefined) ?? [];
  if (!takes.includes(',')) return all;
  const items = all.flatMap((one) => one.split(','));
  return items.map((one) => one.trim()).filter(Boolean);
}

/** Every question that any of these templates asks, and those that all have: each is a flag. */
export function questionsOf(manifests: readonly Manifest[]): readonly Question[] {
  const all = [
    ...standardQuestions({ title: '', author: '', year: '' }),
    ...manifests.flatMap((manifest) => manifest.questions),
  ];
  return [...new Map(all.map((question) => [question.name, question])).values()];
}

/** The template that a command line names, before its questions, and with them its other flags, are known. */
export function templateNamed(argv: readonly string[], commands: readonly Command[]): string | undefined {
  const options = configOf(asking(commands));
  // A flag that is none of ours is a question's, and what follows it its answer.
  const others = parse(argv, options).tokens.flatMap((token) =>
    token.kind === 'option' && token.rawName.startsWith('--') && !Object.hasOwn(options, token.name) ? token.name : [],
  );
  const { positionals, tokens } = parse(argv, {
    ...Object.fromEntries(others.map((name) => [name, { type: 'string' as const }])),
    ...options,
  });
  const last = tokens.findLast((token) => token.kind === 'option' && token.name === 'template');
  if (last?.kind === 'option' && !lacksValue(last)) return last.value;
  const command = commandOf(positionals, commands);
  return command?.asks === 'its word' ? positionals[command.words.length] : undefined;
}

interface FlagToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

type Config = Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }>;

/** `--template --yes`: what follows is a flag, and no value. */
const lacksValue = ({ value, inlineValue }: FlagToken): boolean =>
  value === undefined || (!inlineValue && /^-./.test(value));

function checkFlag(token: FlagToken, config: Config, seen: Set<string>, filled: ReadonlySet<string>): void {
  const { name, rawName, inlineValue, value } = token;
  const known = Object.hasOwn(config, name) ? config[name] : undefined;
  if (!known) {
    const meant = didYouMean(name, Object.keys(config));
    throw usage(`Unknown flag ${rawName}.`, meant ? `Did you mean --${meant}?` : 'See npx create-ml-portfolio --help.');
  }
  if (known.type === 'boolean' && inlineValue) throw usage(`${rawName} takes no value.`, `Write ${rawName} alone.`);
  if (known.type === 'string' && (lacksValue(token) || (value?.trim() === '' && filled.has(name))))
    throw usage(`${rawName} needs a value.`, `Write ${rawName}=<value>.`);
  if (seen.has(name) && !known.multiple) throw usage(`${rawName} is given twice.`, 'Give it once.');
  seen.add(name);
}

/** A flag of another command would be passed over in silence. */
function checkStray(
  seen: ReadonlySet<string>,
  command: Command,
  commands: readonly Command[],
  asked: ReadonlySet<string>,
): void {
  const takes = (one: Command, name: string): boolean =>
    flagsOf(one).some((flag) => flag.name === name) || (one.asks !== undefined && asked.has(name));
  const everywhere = new Set<string>(general.map(({ name }) => name));
  for (const name of seen) {
    if (everywhere.has(name) || takes(command, name)) continue;
    const owners = commands.filter((one) => takes(one, name)).map(form);
    throw usage(`--${name} does not apply here.`, `It belongs to npx create-ml-portfolio ${owners.join(', ')}.`);
  }
}
