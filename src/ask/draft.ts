import { type GivenAnswers, withFeatures } from '../answers/resolve.ts';
import { standardNames } from '../answers/standard.ts';
import { Failure } from '../errors.ts';
import { namesOf, stepsOf, type Wish } from '../plan/wish.ts';
import type { Answer, Names, Question, Source } from '../types.ts';
import type { Brought } from './bringing.ts';
import { type CreateOptions, stillAsked } from './decide.ts';

type Steps = Parameters<typeof stepsOf>[0];

/** What has been said so far: by flags at first, then by each prompt. */
export interface Draft {
  source: Source | undefined;
  directory: string | undefined;
  given: GivenAnswers;
  /** `--with` and `--without`, until the features themselves are answered. */
  change: { readonly with: readonly string[]; readonly without: readonly string[] };
  name: string | undefined;
  package: string | undefined;
  steps: Steps;
  /** The user's own data, and the template as it was before it. */
  brought: Brought | undefined;
  plain: Source | undefined;
  /** Whether somebody has said what happens after writing. */
  stepsSaid: boolean;
  /** Whatever a prompt held when it was left, so that going back and forth loses nothing. */
  readonly held: {
    source?: Source;
    directory: string | undefined;
    now?: boolean;
    readonly answers: Record<string, Answer>;
  };
}

export const draftFrom = (
  options: CreateOptions,
  named: Source | undefined,
  given: GivenAnswers,
  brought?: Brought,
): Draft => ({
  brought,
  plain: undefined,
  source: named,
  directory: options.directory,
  given,
  change: options,
  name: options.name,
  package: options.package,
  steps: options,
  stepsSaid: options.install || options.verify || options.dryRun,
  held: { directory: options.directory, answers: Object.create(null) },
});

/** What is given to the template, the features of `--with` and `--without` included. */
const answersOf = (source: Source, { given, change }: Draft): GivenAnswers =>
  withFeatures(source.manifest.questions, given, change);

/** The next question of the template's own that nobody has answered. */
export const nextQuestion = (source: Source, draft: Draft): Question | undefined =>
  stillAsked(source, answersOf(source, draft))[0];

/** The names of the project, from its folder or as they were set. */
export const namesFor = (
  source: Source,
  directory: string,
  draft: Pick<Draft, 'name' | 'package'>,
  cwd: string,
): Names => namesOf({ source, directory, name: draft.name, package: draft.package }, cwd);

/** The draft as a wish, once it says everything. */
export function wishOf(draft: Draft): Wish {
  const { source, directory } = draft;
  if (!source || directory === undefined) throw new Error('The draft has no template or no folder yet.');
  const { name, package: pkg, steps } = draft;
  return {
    source,
    directory,
    given: answersOf(source, draft),
    name,
    package: pkg,
    steps: stepsOf(steps),
    data: draft.brought?.data,
  };
}

/** What is wrong with something that is said, or nothing: a prompt shows it, and asks on. */
export function problemOf(look: () => unknown): string | undefined {
  try {
    look();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return `${error.message} ${error.next}`;
    throw error;
  }
}

/** The same of what takes a while. */
export async function problemIn(look: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    return problemOf(() => {
      throw error;
    });
  }
}

/** What would be wrong with all that is said, after one more thing. */
export const problemAfter = (draft: Draft, source: Source, change: (trial: Draft) => void): string | undefined =>
  problemOf(() => {
    const trial = { ...draft };
    change(trial);
    nextQuestion(source, trial);
  });

/** Where an answer is kept, whatever a template of another type calls the same. */
const place = ({ source }: Source, name: string): string => (standardNames.includes(name) ? name : `${source} ${name}`);

export const heldAnswer = (draft: Draft, source: Source, name: string): Answer | undefined =>
  draft.held.answers[place(source, name)];

/** Keeps what a prompt holds; where that is what is proposed, another time may propose something else. */
export const holdAnswer = (draft: Draft, source: Source, { name, default: usual }: Question, value: Answer): void => {
  const key = place(source, name);
  if (String(value) === String(usual)) delete draft.held.answers[key];
  else draft.held.answers[key] = value;
};

/** Takes an answer. If it was another one before, other questions and choices may hang on it, and are asked again. */
export function take(draft: Draft, source: Source, name: string, value: Answer): void {
  const hanging = draft.given[name] ? dependents(source, name) : [];
  if (name === 'features') draft.change = { with: [], without: [] };
  const others = Object.entries(draft.given).filter(([other]) => !hanging.includes(other));
  draft.given = { ...Object.fromEntries(others), [name]: { value, as: name } };
}

/** The questions that depend on an answer, or on one that does. */
function dependents({ manifest }: Source, name: string): readonly string[] {
  const changed = new Set([name]);
  for (const { name: other, when, choices = [] } of manifest.questions) {
    const asked = [when, ...choices.map((choice) => choice.when)].flatMap((one) => Object.keys(one ?? {}));
    if (asked.some((one) => changed.has(one))) changed.add(other);
  }
  changed.delete(name);
  return [...changed];
}

/** The folder that is proposed. */
export const usualFolder = ({ manifest }: Source): string => `my-${manifest.id}`;

/** Takes another template: of the answers, those stay that every template asks for. */
export function takeSource(draft: Draft, source: Source, cwd: string): void {
  const { directory, source: before } = draft;
  if (before && before !== source)
    draft.given = Object.fromEntries(Object.entries(draft.given).filter(([name]) => standardNames.includes(name)));
  draft.source = source;
  if (directory === undefined) return;
  // A folder that the other template had proposed is asked for again, and one that gives no name for this one.
  const proposed = before && before !== source && directory === usualFolder(before);
  if (proposed || problemOf(() => namesFor(source, directory, draft, cwd))) draft.directory = undefined;
}
