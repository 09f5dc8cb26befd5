import type { Answer, Question, Source } from '../types.ts';
import type { Bringing, Brought, Looking } from './bringing.ts';
import { type Draft, heldAnswer, holdAnswer, problemOf } from './draft.ts';
import { type Field, questionField, type Scene } from './fields.ts';
import { choose, typeIn } from './prompts.ts';
import { askForTarget } from './target.ts';

/** No choice of a template has this value. */
const own = ' own';

/** A question of a template: the one that asks for data takes the user's own as well. */
export function fieldOf(question: Question, source: Source, scene: Scene, now?: Answer): Field {
  const field = questionField(question, source, scene, now);
  return question.own && scene.bringing ? dataField(question, source, field, scene, scene.bringing) : field;
}

/** Whose data: one of the template's, or a file of the user's, whose target is asked for next. */
function dataField(question: Question, source: Source, sample: Field, scene: Scene, bringing: Bringing): Field {
  const { draft, io } = scene;
  const { name } = question;
  const plain = draft.plain ?? source;
  const asked = plain.manifest.questions.find((one) => one.name === name) ?? question;
  return {
    ...sample,
    open: () => {
      leaveData(draft);
      sample.open();
    },
    ask: async () => {
      const { value, back } = await choose<string>(io, {
        message: question.message,
        options: [
          ...(asked.choices ?? []),
          { value: own, label: 'Your own', hint: 'a table of yours: CSV, JSON or Parquet' },
        ],
        initial: draft.brought
          ? own
          : String(draft.given[name]?.value ?? heldAnswer(draft, plain, name) ?? asked.default),
      });
      holdAnswer(draft, plain, asked, value);
      if (back) return false;
      if (value === own) return bringFile(plain, scene, bringing);
      leaveData(draft);
      draft.given = { ...draft.given, [name]: { value, as: name } };
      return true;
    },
  };
}

/** Asks for the file, until one can be read, and for its target. */
async function bringFile(source: Source, scene: Scene, bringing: Bringing): Promise<boolean> {
  const { draft, io, placeOf } = scene;
  const { look, finish } = bringing;
  let looking: Looking | undefined;
  const { value, back } = await typeIn(io, {
    message: 'Which file?',
    problem: async (typed) => {
      const read = await look(placeOf(typed)).catch((error: unknown) => () => {
        throw error;
      });
      if (typeof read === 'function') return problemOf(read);
      looking = read;
      return undefined;
    },
  });
  if (back || !looking || value === '') return false;
  const found = looking;
  const target = await askForTarget(found, io, (name) => problemOf(() => finish(found, name, source)));
  if (target.back) return bringFile(source, scene, bringing);
  takeData(draft, finish(found, target.value, source), source);
  return true;
}

function takeData(draft: Draft, brought: Brought, plain: Source): void {
  draft.plain = plain;
  draft.brought = brought;
  draft.source = brought.source;
  draft.given = { ...draft.given, ...brought.given };
}

/** The template as it was before data was brought. */
function leaveData(draft: Draft): void {
  if (!draft.brought) return;
  draft.source = draft.plain ?? draft.source;
  draft.given = Object.fromEntries(
    Object.entries(draft.given).filter(([name]) => draft.brought?.given[name] === undefined),
  );
  draft.brought = undefined;
}
