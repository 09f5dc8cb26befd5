import { confirm, intro, isCancel, log, multiselect, note, outro, select, text } from '@clack/prompts';
import { type GivenAnswers, withFeatures } from './answers.ts';
import { inspectTarget } from './apply/target.ts';
import type { Context } from './context.ts';
import { stillAsked } from './decide.ts';
import { cancelled, Failure } from './errors.ts';
import type { Options } from './options.ts';
import type { Source } from './sources.ts';
import { drawTree, readableSize } from './tree.ts';
import type { Answer, Plan, Question } from './types.ts';
import { namesOf, planWish, type Surroundings, stepsOf, type Wish } from './wish.ts';

/** What has been said so far; a prompt fills one field, and the review can ask for any of them again. */
interface Draft {
  source?: Source;
  directory?: string;
  given: GivenAnswers;
}

/** What every prompt needs besides its own question. */
interface Scene {
  readonly io: { readonly input: Context['stdin']; readonly output: Context['stdout']; readonly signal: AbortSignal };
  readonly builtin: readonly Source[];
  readonly options: Options;
  readonly cwd: string;
}

/** Asks for everything that was not given, shows what will be written, and lets any answer be changed before it is. */
export async function interview(
  options: Options,
  builtin: readonly Source[],
  named: Source | undefined,
  given: GivenAnswers,
  context: Context,
  around: Surroundings,
): Promise<{ wish: Wish; plan: Plan }> {
  const io = { input: context.stdin, output: context.stdout, signal: context.signal };
  const scene: Scene = { io, builtin, options, cwd: context.cwd };
  intro('create-ml-portfolio', io);
  const draft: Draft = {
    given,
    ...(named ? { source: named } : {}),
    ...(options.directory === undefined ? {} : { directory: options.directory }),
  };
  for (;;) {
    const wish = await complete(draft, scene);
    const plan = await planWish(wish, around);
    const action = await review(plan, scene);
    if (action === 'cancel') throw cancelled();
    if (action === 'change') await change(draft, plan, scene);
    else {
      const steps = await offerToRun(plan, scene);
      outro(options.dryRun ? 'Nothing will be written' : 'Writing the project', io);
      return { wish: { ...wish, steps }, plan: { ...plan, steps } };
    }
  }
}

/** Asks what nobody has said yet. */
async function complete(draft: Draft, scene: Scene): Promise<Wish> {
  const { options } = scene;
  draft.source ??= await askSource(scene);
  draft.directory ??= await askDirectory(draft.source, scene);
  draft.given = withFeatures(draft.source.manifest.questions, draft.given, options);
  for (;;) {
    const [question] = stillAsked(draft.source, draft.given);
    if (!question) break;
    draft.given = {
      ...draft.given,
      [question.name]: { value: await askQuestion(question, question.default, scene), as: question.name },
    };
  }
  return {
    source: draft.source,
    directory: draft.directory,
    given: draft.given,
    name: options.name,
    package: options.package,
    steps: stepsOf(options),
  };
}

/** At the end of the questions: whether to install and run the project at once. */
async function offerToRun(plan: Plan, { io, options }: Scene): Promise<Plan['steps']> {
  if (options.install || options.dryRun || plan.commands.run === undefined) return plan.steps;
  const message = `Install and run it now? It downloads about ${plan.downloadMB} MB.`;
  const now = await ask(confirm({ ...io, message, initialValue: false }));
  return now ? stepsOf({ ...options, install: true, verify: true }) : plan.steps;
}

/** An answer, or the end of the run: Ctrl-C and Escape are values in these prompts. */
async function ask<T>(answer: Promise<T>): Promise<Exclude<T, symbol>> {
  const value = await answer;
  if (isCancel(value)) throw cancelled();
  return value as Exclude<T, symbol>;
}

const askSource = async ({ builtin, io }: Scene): Promise<Source> =>
  ask(
    select({
      ...io,
      message: 'What will you build?',
      options: builtin.map((source) => ({
        value: source,
        label: source.manifest.title,
        hint: source.manifest.summary,
      })),
    }),
  );

async function askDirectory(source: Source, { io, options, cwd }: Scene, current?: string): Promise<string> {
  const placeholder = `my-${source.manifest.id}`;
  const validate = (typed: string | undefined): string | undefined => {
    try {
      namesOf({ source, directory: typed || placeholder, name: options.name, package: options.package }, cwd);
      return undefined;
    } catch (error) {
      if (error instanceof Failure) return `${error.message} ${error.next}`;
      throw error;
    }
  };
  const initial = current === undefined ? {} : { initialValue: current };
  return ask(
    text({ ...io, message: 'In which folder?', placeholder, defaultValue: placeholder, validate, ...initial }),
  );
}

async function askQuestion(question: Question, current: Answer, { io }: Scene): Promise<Answer> {
  const { message } = question;
  const options = (question.choices ?? []).map(({ value, label, hint }) => ({
    value,
    label,
    ...(hint ? { hint } : {}),
  }));
  switch (question.kind) {
    case 'text':
      return ask(text({ ...io, message, initialValue: String(current) }));
    case 'confirm':
      return ask(confirm({ ...io, message, initialValue: current === true }));
    case 'select':
      return ask(select({ ...io, message, options, initialValue: String(current) }));
    case 'multiselect':
      return ask(
        multiselect({ ...io, message, options, initialValues: [...(current as readonly string[])], required: false }),
      );
  }
}

async function review(plan: Plan, { io }: Scene): Promise<'create' | 'change' | 'cancel'> {
  const bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0);
  const names = `distribution ${plan.names.distribution}, import ${plan.names.package}`;
  note(
    [
      `${plan.target}`,
      ...drawTree(plan.files),
      '',
      `${plan.files.length} files, ${readableSize(bytes)}; ${names}`,
    ].join('\n'),
    'Review',
    io,
  );
  const { conflicts } = await inspectTarget(plan);
  if (conflicts.length > 0) log.error(`In the way in ${plan.target}:\n${conflicts.slice(0, 10).join('\n')}`, io);
  const create = conflicts.length > 0 ? [] : [{ value: 'create' as const, label: 'Create it' }];
  return ask(
    select({
      ...io,
      message: conflicts.length > 0 ? 'It cannot be created there.' : 'Nothing is written yet.',
      options: [
        ...create,
        { value: 'change' as const, label: 'Change an answer' },
        { value: 'cancel' as const, label: 'Cancel' },
      ],
    }),
  );
}

/** Asks again for the one answer that the user wants to change. */
async function change(draft: Draft, plan: Plan, scene: Scene): Promise<void> {
  const { source = await askSource(scene), directory = '' } = draft;
  const own = source.manifest.questions.filter((question) => plan.answers[question.name] !== undefined);
  const title: Question = { name: 'title', message: 'Title of the project', kind: 'text', default: '' };
  const author: Question = { name: 'author', message: 'Author, for the licence', kind: 'text', default: '' };
  const questions = [...own, title, author];
  const field = await ask(
    select<string>({
      ...scene.io,
      message: 'Which one?',
      options: [
        { value: 'template', label: 'Template', hint: source.manifest.title },
        { value: 'directory', label: 'Folder', hint: directory },
        ...questions.map(({ name, message }) => ({
          value: name,
          label: message,
          hint: [plan.answers[name] ?? ''].flat().join(', '),
        })),
      ],
    }),
  );
  const question = questions.find((one) => one.name === field);
  if (question) {
    const value = await askQuestion(question, plan.answers[field] ?? question.default, scene);
    draft.given = { ...withoutDependents(draft.given, source, field), [field]: { value, as: field } };
  } else if (field === 'directory') {
    draft.directory = await askDirectory(source, scene, directory);
  } else {
    draft.source = await askSource(scene);
    draft.given = {};
  }
}

/** Answers to questions that depend on a changed one are asked again. */
function withoutDependents(given: GivenAnswers, source: Source, field: string): GivenAnswers {
  const dependent = source.manifest.questions
    .filter((question) => question.when && field in question.when)
    .map(({ name }) => name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => !dependent.includes(name)));
}
