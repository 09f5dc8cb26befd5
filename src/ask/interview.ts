import { intro, outro } from '@clack/prompts';
import type { GivenAnswers } from '../answers/resolve.ts';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { planWish, type Surroundings, type Wish } from '../plan/wish.ts';
import { placeNamed } from '../text/home.ts';
import type { Plan, Source } from '../types.ts';
import type { Bringing, Brought } from './bringing.ts';
import { askForChange } from './change.ts';
import type { CreateOptions } from './decide.ts';
import { draftFrom, namesFor, nextQuestion, wishOf } from './draft.ts';
import { type Field, folderField, runField, type Scene, templateField } from './fields.ts';
import { fieldOf } from './own-data.ts';
import { review } from './review.ts';
import { leave, stageOf } from './stage.ts';

// Prompts are one part of the bundle, which is entered here.
export { confirmed } from './confirmed.ts';
export { askAll } from './open-questions.ts';
export { leave, stageOf } from './stage.ts';

/** Asks for everything that was not given, shows what will be written, and lets any answer be changed before it is. */
export async function interview(
  options: CreateOptions,
  offered: readonly Source[],
  named: Source | undefined,
  given: GivenAnswers,
  context: Context,
  surroundings: Surroundings,
  own: { readonly bringing: Bringing; readonly brought: Brought | undefined },
): Promise<{ wish: Wish; plan: Plan; brought: Brought | undefined }> {
  const draft = draftFrom(options, named, given, own.brought);
  const io = stageOf(context);
  const placeOf = (typed: string): string => placeNamed(typed, context);
  // What a flag names stays to be chosen, when somebody changes it and then changes it back.
  const all = named && !offered.includes(named) ? [...offered, named] : offered;
  const { bringing } = own;
  const scene: Scene = { io, offered: all, options, cwd: context.cwd, placeOf, draft, bringing };
  // A folder that was given is checked before anything is asked.
  if (named && options.directory !== undefined) namesFor(named, options.directory, draft, context.cwd);
  intro('create-ml-portfolio', io);
  /** What prompts have answered, in their order. */
  let asked: readonly Field[] = [];
  const goBack = async (): Promise<void> => {
    const last = asked.at(-1);
    if (!last) return leave(io);
    last.open();
    asked = asked.slice(0, -1);
  };
  for (;;) {
    const open = nextField(scene) ?? (await lastField(scene, surroundings));
    if (open) {
      if (await open.ask()) asked = [...asked, open];
      else await goBack();
      continue;
    }
    const wish = wishOf(draft);
    const plan = await planWish(wish, surroundings);
    const action = await review(plan, scene);
    if (action === 'leave') throw cancelled();
    if (action === 'back') await goBack();
    if (action === 'change') {
      const changed = await askForChange(plan, scene);
      asked = asked.filter((field) => !field.isOpen());
      // What is asked for again stands after what it depends on.
      if (changed && nextField(scene)) asked = [...asked.filter(({ name }) => name !== changed.name), changed];
    }
    if (action !== 'create') continue;
    outro(options.dryRun ? 'Nothing will be written' : 'Writing the project', io);
    return { wish, plan, brought: draft.brought };
  }
}

/** What nobody has said yet: first the template, then the folder, then what the template asks. */
function nextField(scene: Scene): Field | undefined {
  const { source, directory } = scene.draft;
  if (!source) return templateField(scene);
  if (directory === undefined) return folderField(source, scene);
  const question = nextQuestion(source, scene.draft);
  return question && fieldOf(question, source, scene);
}

/** At the end of the questions: whether to run the project at once, where it can be. */
async function lastField({ draft, ...scene }: Scene, surroundings: Surroundings): Promise<Field | undefined> {
  if (draft.stepsSaid) return undefined;
  const plan = await planWish(wishOf(draft), surroundings);
  return plan.commands.run ? runField(plan, { draft, ...scene }) : undefined;
}
