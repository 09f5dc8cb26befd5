import { questionsFor } from '../answers/conditions.ts';
import type { Bringing, Brought, Looking } from '../ask/bringing.ts';
import type { CreateOptions } from '../ask/decide.ts';
import { usage } from '../errors.ts';
import { ownDataFrom } from '../plan/from-profile.ts';
import { suggestTarget } from '../profile/judge/suggest-target.ts';
import { decide } from '../profile/whole/decide.ts';
import { look } from '../profile/whole/look.ts';
import { describeProfile } from '../report/profiled.ts';
import type { Session } from '../session.ts';
import { openData } from '../sources/data-file.ts';
import type { Source } from '../types.ts';
import { overridesFrom } from './overrides.ts';
import { settleTarget } from './settle-target.ts';

/** Looks at the file of `--data`, settles its target, and finds the template that takes what it is. */
export async function bring(options: CreateOptions & { readonly data: string }, session: Session): Promise<Brought> {
  const { look, finish } = bringing(options, session);
  const looking = await look(options.data);
  const target = await settleTarget(looking, options, session.context);
  return finish(looking, target, session.named);
}

/** The same in the middle of the questions, where the template is known. */
export function bringing(
  options: CreateOptions,
  { context, catalogue }: Session,
): Omit<Bringing, 'finish'> & { finish: (looking: Looking, target: string, source?: Source) => Brought } {
  const overrides = overridesFrom(options);
  return {
    look: async (path) => {
      const looked = await look(openData(path, context.cwd, context.signal), overrides);
      return { looked, suggested: suggestTarget(looked.columns) };
    },
    finish: ({ looked }, target, named) => {
      const settled = { ...overrides, target };
      const profile = decide(looked, settled);
      const source = sourceFor(profile.target?.task ?? '', profile.file.path, named, catalogue.builtin);
      const question = source.manifest.questions.find(({ own }) => own !== undefined);
      const answered = question && options.given[question.name];
      if (answered) throw usage(`${answered.as} and --data both say which data.`, `Leave ${answered.as} out.`);
      return {
        source,
        given: question ? { [question.name]: { value: question.default, as: '--data' } } : {},
        data: ownDataFrom(profile, settled, context.cwd),
        profile: describeProfile(profile),
      };
    },
  };
}

/** The template that was named, or else the first of ours that takes such data, with the one answer left that the data gives. */
function sourceFor(form: string, path: string, named: Source | undefined, builtin: readonly Source[]): Source {
  const takes = ({ manifest }: Source): boolean =>
    manifest.questions.some(({ own = [] }) => own.some(({ data }) => data === form));
  const source = named ?? builtin.find(takes);
  if (source && takes(source)) return answeredBy(source, form);
  const others = builtin.filter(takes).map((one) => one.source);
  throw usage(
    `${named?.manifest.title ?? 'No template'} takes no data such as ${path}: a table in which ${sought[form] ?? 'something'} is to be predicted.`,
    others.length > 0 ? `Use --template ${others.join(' or ')}.` : 'See npx create-ml-portfolio list.',
  );
}

const sought: Readonly<Record<string, string>> = {
  binary: 'one of two classes',
  multiclass: 'one of several classes',
  regression: 'a number',
};

function answeredBy(source: Source, form: string): Source {
  const changed = <T extends Pick<Source, 'manifest'>>(one: T): T => ({
    ...one,
    manifest: { ...one.manifest, questions: questionsFor(one.manifest.questions, form) },
  });
  return { ...changed(source), load: async () => changed(await source.load()) };
}
