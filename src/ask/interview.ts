import { setMaxListeners } from 'node:events';
import { confirm, intro, outro } from '@clack/prompts';
import { type GivenAnswers, withFeatures } from '../answers/resolve.ts';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { namesOf, planWish, type Surroundings, stepsOf, type Wish } from '../plan/wish.ts';
import type { Plan, Source } from '../types.ts';
import { ask, askDirectory, askQuestion, askSource, type Scene } from './ask.ts';
import { type CreateOptions, stillAsked } from './decide.ts';
import { change, type Draft, review } from './review.ts';

/** Asks for everything that was not given, shows what will be written, and lets any answer be changed before it is. */
export async function interview(
  options: CreateOptions,
  offered: readonly Source[],
  named: Source | undefined,
  given: GivenAnswers,
  context: Context,
  surroundings: Surroundings,
): Promise<{ wish: Wish; plan: Plan }> {
  const io = { input: context.stdin, output: context.stdout, signal: endOf(context) };
  const scene: Scene = { io, offered, options, cwd: context.cwd };
  intro('create-ml-portfolio', io);
  const draft: Draft = {
    given,
    change: options,
    ...(named ? { source: named } : {}),
    ...(options.directory === undefined ? {} : { directory: options.directory }),
  };
  for (;;) {
    const wish = await complete(draft, scene);
    const plan = await planWish(wish, surroundings);
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

/** The run's own end, or Ctrl-D: readline closes at it, and the prompt would be left without an answer for ever. */
function endOf({ stdin, signal }: Context): AbortSignal {
  const closed = new AbortController();
  stdin.on('keypress', (_, key) => {
    if (key?.ctrl && key.name === 'd') closed.abort();
  });
  const end = AbortSignal.any([signal, closed.signal]);
  // Each prompt leaves its listener; Node would warn of a leak amid the questions, once some were asked again.
  setMaxListeners(0, end);
  return end;
}

/** Asks what nobody has said yet. */
async function complete(draft: Draft, scene: Scene): Promise<Wish> {
  const { options } = scene;
  draft.source ??= await askSource(scene);
  draft.directory ??= await askDirectory(draft.source, scene);
  // A folder that was given is checked before anything else is asked.
  namesOf(
    { source: draft.source, directory: draft.directory, name: options.name, package: options.package },
    scene.cwd,
  );
  draft.given = withFeatures(draft.source.manifest.questions, draft.given, draft.change);
  draft.change = { with: [], without: [] };
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
  if (options.install || options.verify || options.dryRun || plan.commands.run === undefined) return plan.steps;
  const size = plan.downloadMB > 0 ? ` It downloads about ${plan.downloadMB} MB.` : '';
  const message = `Install and run it now?${size}`;
  const now = await ask(confirm({ ...io, message, initialValue: false }));
  return now ? stepsOf({ ...options, install: true, verify: true }) : plan.steps;
}
