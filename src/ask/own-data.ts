import type { Form } from '../template/question-schema.ts';
import type { Answer, Question, Source } from '../types.ts';
import type { Bringing, Brought, Looking, Said } from './bringing.ts';
import { type Draft, heldAnswer, holdAnswer, problemIn } from './draft.ts';
import { type Field, questionField, type Scene } from './fields.ts';
import { askAll } from './open-questions.ts';
import { choose, typeIn } from './prompts.ts';

/** No choice of a template has this value. */
const own = ' own';

/** A question of a template: the one that asks for data takes the user's own as well. */
export function fieldOf(question: Question, source: Source, scene: Scene, now?: Answer): Field {
  const field = questionField(question, source, scene, now);
  return question.own && scene.bringing ? dataField(question, source, field, scene, scene.bringing) : field;
}

/** What may be brought, by the first form that a template takes. */
const hints: Readonly<Record<Form, string>> = {
  binary: 'a table of yours: CSV or JSON',
  multiclass: 'a table of yours: CSV or JSON',
  regression: 'a table of yours: CSV or JSON',
  events: 'who chose what: a table of yours',
  images: 'a folder of yours, with a folder for each class',
  documents: 'a folder of yours: Markdown, text, HTML, PDF',
};

const hintOf = ({ own: [first] = [] }: Question): string => (first ? hints[first.data] : '');

/** Whose data: one of the template's, or some of the user's; what it leaves open is asked for next. */
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
        options: [...(asked.choices ?? []), { value: own, label: 'Your own', hint: hintOf(question) }],
        initial: draft.brought
          ? own
          : String(draft.given[name]?.value ?? heldAnswer(draft, plain, name) ?? asked.default),
      });
      holdAnswer(draft, plain, asked, value);
      if (back) return false;
      if (value === own) return bringOwn(plain, scene, bringing);
      leaveData(draft);
      draft.given = { ...draft.given, [name]: { value, as: name } };
      return true;
    },
  };
}

/** Asks where it lies, until it can be read, and for what it leaves open. */
async function bringOwn(source: Source, scene: Scene, bringing: Bringing, before?: string): Promise<boolean> {
  const { draft, io, placeOf } = scene;
  const { look, finish } = bringing;
  const after = (looking: Looking, said: Said): Promise<string | undefined> =>
    problemIn(() => finish(looking, said, source));
  let looking: Looking | undefined;
  const { value, back } = await typeIn(io, {
    message: 'Where is it?',
    initial: before,
    problem: (typed) =>
      problemIn(async () => {
        const read = await look(placeOf(typed), source);
        if (read.open.length === 0) await finish(read, {}, source);
        looking = read;
      }),
  });
  if (back || !looking || value === '') return false;
  const found = looking;
  const said = await askAll(found.open, io, (all) => after(found, all));
  if (!said) return bringOwn(source, scene, bringing, value);
  takeData(draft, await finish(found, said, source), source);
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
