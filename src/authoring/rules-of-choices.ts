import { exclude, expanded } from '../answers/conditions.ts';
import { collisions } from '../template/collisions.ts';
import type { Manifest, Question, When } from '../types.ts';
import { error, type Finding, warning } from './finding.ts';
import type { Snapshot } from './snapshot.ts';

/** Conditions that say nothing keep nothing apart: while the manifest is wrong, everything would collide. */
export const colliding = ({ layers, manifest }: Snapshot): readonly Finding[] =>
  collisions(manifest ? layers : [], manifest?.questions ?? [])
    .filter(({ twins }) => !twins)
    .map(({ source, problem, fix }) => {
      const file = layers.flatMap(({ files }) => files).find((one) => one.source === source)?.file ?? 'template.json';
      return error('collision', file, 1, problem, fix);
    });

/** A layer whose condition asks for an answer to a question that is only asked after another answer. */
export const neverLaid = ({ layers, manifest, lineOf }: Snapshot): readonly Finding[] =>
  layers.flatMap(({ path, when, index }) =>
    canHold(expanded(when, manifest?.questions ?? []), manifest?.questions ?? [])
      ? []
      : [
          error(
            'layer',
            'template.json',
            lineOf(`layers.${index}.when`),
            `${path} can never be laid: no answers meet its when`,
            'Correct when.',
          ),
        ],
  );

/** Whether some answers meet a condition, and those that its questions and choices have in turn. */
function canHold(when: When | undefined, questions: readonly Question[], seen: readonly When[] = []): boolean {
  if (!when) return true;
  const met = [...seen, when];
  if (seen.some((other) => exclude(other, when, questions))) return false;
  return Object.entries(when).every(([name, wanted]) => {
    const question = questions.find((one) => one.name === name);
    if (!question || (question.when && seen.includes(question.when))) return true;
    const asked: readonly unknown[] = [wanted].flat();
    if (asked.length === 0) return false;
    const chosen = question.choices?.filter(({ value }) => asked.includes(value)) ?? [];
    const isOpen = chosen.length === 0 || chosen.some((choice) => canHold(choice.when, questions, met));
    return isOpen && canHold(question.when, questions, met);
  });
}

/** What conditions ask for, each as `name` and as `name=value`. */
const askedFor = ({ layers, questions }: Manifest): ReadonlySet<string> => {
  const conditions = [
    ...layers.map(({ when }) => expanded(when, questions)),
    ...questions.flatMap(({ when, choices = [] }) => [when, ...choices.map((choice) => choice.when)]),
  ];
  const entries = conditions.flatMap((when) => Object.entries(when ?? {}));
  return new Set(entries.flatMap(([name, wanted]) => [name, ...[wanted].flat().map((value) => `${name}=${value}`)]));
};

/** Everything between braces in the files that are rendered. */
const bracesOf = ({ layers }: Snapshot): string =>
  layers
    .flatMap(({ files }) => files)
    .flatMap(({ rendered, text = '' }) => (rendered ? [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([one]) => one) : []))
    .join('\n');

const isNamed = (name: string, text: string): boolean => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(text);

/** Its own questions, each by its place in its own file. What a base asks is its own affair. */
const ownQuestions = ({ declared, base }: Snapshot): readonly (readonly [index: number, name: string])[] =>
  (declared?.questions ?? [])
    .map(({ name }, index) => [index, name] as const)
    .filter(([, name]) => !base?.questions.some((question) => question.name === name));

/** A question that no condition and no file asks for. */
export const unusedQuestions = (snapshot: Snapshot): readonly Finding[] => {
  const { manifest, lineOf } = snapshot;
  if (!manifest) return [];
  const [asked, braces] = [askedFor(manifest), bracesOf(snapshot)];
  return ownQuestions(snapshot)
    .filter(([, name]) => !asked.has(name) && !isNamed(name, braces))
    .map(([index, name]) =>
      warning(
        'unused-question',
        'template.json',
        lineOf(`questions.${index}.name`),
        `the answer to "${name}" changes nothing`,
        'Use it in a when or a .hbs file, or do not ask.',
      ),
    );
};

/** An extra that brings no layer. The default of a select often brings none; an extra is there to bring something. */
export const unusedChoices = (snapshot: Snapshot): readonly Finding[] => {
  const { manifest, lineOf } = snapshot;
  if (!manifest) return [];
  const [asked, braces] = [askedFor(manifest), bracesOf(snapshot)];
  return ownQuestions(snapshot).flatMap(([index, name]) => {
    const { kind, choices = [] } = manifest.questions.find((question) => question.name === name) ?? {};
    if (kind !== 'multiselect' || !asked.has(name) || isNamed(name, braces)) return [];
    return choices.flatMap(({ value }, at) =>
      asked.has(`${name}=${value}`)
        ? []
        : [
            warning(
              'unused-choice',
              'template.json',
              lineOf(`questions.${index}.choices.${at}.value`),
              `choosing ${value} changes nothing`,
              'Give it a layer, or take it out.',
            ),
          ],
    );
  });
};

/** What the generator itself reads, whatever files say. */
const readByUs = ['dependencies', 'extras'];

export const unusedData = (snapshot: Snapshot): readonly Finding[] => {
  const { layers, base, lineOf } = snapshot;
  const read = new Set([...readByUs, ...(base?.layers ?? []).flatMap(({ merge }) => Object.keys(merge ?? {}))]);
  const braces = bracesOf(snapshot);
  if (/(?<![\w.])merged(?!\w|\.)/.test(braces)) return [];
  const unread = layers.flatMap(({ merge, index }) =>
    Object.keys(merge ?? {})
      .filter((key) => !read.has(key) && !braces.includes(`merged.${key}`))
      .map((key) => [index, key] as const),
  );
  return unread.map(([index, key]) =>
    warning(
      'unused-data',
      'template.json',
      lineOf(`layers.${index}.merge.${key}`),
      `no .hbs file reads merged.${key}`,
      'Read it in one, or take it out.',
    ),
  );
};
