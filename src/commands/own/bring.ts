import { questionsFor } from '../../answers/conditions.ts';
import type { GivenAnswers } from '../../answers/resolve.ts';
import type { Bringing, Brought, Decided } from '../../ask/bringing.ts';
import type { CreateOptions } from '../../ask/decide.ts';
import { usage } from '../../errors.ts';
import type { Session } from '../../session.ts';
import type { Form } from '../../template/question-schema.ts';
import type { Source } from '../../types.ts';
import { checkPath } from './check-path.ts';
import { withDataSaid } from './data-said.ts';
import { lookAt } from './look-at.ts';
import { settle, unsaid } from './settle.ts';
import type { DataOptions, Place } from './wanted.ts';

/** Looks at what `--data` names, settles what it leaves open, and finds the template that takes what it is. */
export async function bring(options: CreateOptions & { readonly data: string }, session: Session): Promise<Brought> {
  const { context, named } = session;
  if (named) checkPath(named.manifest.title, formsOf(named), options.data, context);
  const looking = await lookAt(options.data, { options, context, forms: named && formsOf(named) });
  const said = await settle(looking, options, context);
  return broughtAs(await looking.finish(said), options, session.catalogue, named);
}

/** The same for plop's door: what is not said is not asked for. */
export async function bringSaid(said: GivenAnswers, source: Source, context: Place): Promise<Brought> {
  const { options, given } = withDataSaid({ ...nothingSaid, template: source.source }, said);
  const [[, other] = []] = Object.entries(given);
  if (other) throw usage(`${other.as} says nothing of data.`, 'See what can be said in docs/own-data.md.');
  if (options.data === undefined) throw usage('Nothing says which data.', 'Name its path as data.');
  checkPath(source.manifest.title, formsOf(source), options.data, context);
  const { open, finish } = await lookAt(options.data, { options, context, forms: formsOf(source) });
  if (open.length > 0) throw unsaid(open, options, context);
  return broughtAs(await finish({}), options, { builtin: [] }, source);
}

const nothingSaid: DataOptions = {
  ...{ data: undefined, template: undefined, yes: true, given: {} },
  ...{ column: [], leaveOut: [], keep: [] },
};

/** The same in the middle of the questions, where the template is known. */
export const bringing = (options: CreateOptions, session: Session): Bringing => ({
  look: async (path, source) => {
    checkPath(source.manifest.title, formsOf(source), path, session.context);
    return lookAt(path, { options, context: session.context, forms: formsOf(source) });
  },
  finish: async (looking, said, source) => broughtAs(await looking.finish(said), options, session.catalogue, source),
});

/** The forms of data that a template takes. */
const formsOf = ({ manifest }: Source): readonly Form[] =>
  manifest.questions.flatMap(({ own = [] }) => own.map(({ data }) => data));

function broughtAs(
  decided: Decided,
  options: DataOptions,
  { builtin }: Pick<Session['catalogue'], 'builtin'>,
  named?: Source,
): Brought {
  const source = sourceFor(decided, named, builtin);
  const question = source.manifest.questions.find(({ own }) => own !== undefined);
  const answered = question && options.given[question.name];
  if (answered) throw usage(`${answered.as} and --data both say which data.`, `Leave ${answered.as} out.`);
  return {
    source,
    given: question ? { [question.name]: { value: question.default, as: '--data' } } : {},
    data: decided.data,
    profile: decided.profile,
  };
}

/** The template that was named, or else the first of ours that takes such data, with the one answer left that the data gives. */
function sourceFor({ form, is }: Decided, named: Source | undefined, builtin: readonly Source[]): Source {
  const takes = (source: Source): boolean => formsOf(source).includes(form);
  const source = named ?? builtin.find(takes);
  if (source && takes(source)) return answeredBy(source, form);
  const others = builtin.filter(takes).map((one) => one.source);
  throw usage(
    `${named?.manifest.title ?? 'No template'} takes no data such as ${is}.`,
    others.length > 0 ? `Use --template ${others.join(' or ')}.` : 'See npx create-ml-portfolio list.',
  );
}

function answeredBy(source: Source, form: Form): Source {
  const changed = <T extends Pick<Source, 'manifest'>>(one: T): T => ({
    ...one,
    manifest: { ...one.manifest, questions: questionsFor(one.manifest.questions, form) },
  });
  return { ...changed(source), load: async () => changed(await source.load()) };
}
