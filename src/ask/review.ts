import { log, note, select } from '@clack/prompts';
import { offered } from '../answers/conditions.ts';
import type { GivenAnswers } from '../answers/resolve.ts';
import { standardNames, standardQuestions } from '../answers/standard.ts';
import { inspectTarget } from '../apply/target.ts';
import { drawTree, readableSize } from '../terminal/tree.ts';
import { printable } from '../text/encode.ts';
import type { Plan, Source } from '../types.ts';
import { ask, askDirectory, askQuestion, askSource, type Scene } from './ask.ts';

/** What has been said so far; a prompt fills one field, and the review can ask for any of them again. */
export interface Draft {
  source?: Source;
  directory?: string;
  given: GivenAnswers;
  /** `--with` and `--without`, until they have changed the features. */
  change: { readonly with: readonly string[]; readonly without: readonly string[] };
}

/** Shows everything that would be written, and asks what to do about it. */
export async function review(plan: Plan, { io }: Scene): Promise<'create' | 'change' | 'cancel'> {
  const bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0);
  const names = `distribution ${plan.names.distribution}, import ${plan.names.package}`;
  note(
    [
      printable(plan.target),
      ...drawTree(plan.files),
      '',
      `${plan.files.length} files, ${readableSize(bytes)}; ${names}`,
    ].join('\n'),
    'Review',
    io,
  );
  const { conflicts } = await inspectTarget(plan);
  if (conflicts.length > 0)
    log.error(`In the way in ${printable(plan.target)}:\n${conflicts.slice(0, 10).join('\n')}`, io);
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
export async function change(draft: Draft, plan: Plan, scene: Scene): Promise<void> {
  const { source = await askSource(scene), directory = '' } = draft;
  const own = source.manifest.questions.filter((question) => plan.answers[question.name] !== undefined);
  const prose = standardQuestions({ title: '', author: '', year: '' }).filter(
    ({ name }) => name === 'title' || name === 'author',
  );
  const questions = [...own, ...prose];
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
    const value = await askQuestion(offered(question, plan.answers), plan.answers[field] ?? question.default, scene);
    draft.given = { ...withoutDependents(draft.given, source, field), [field]: { value, as: field } };
  } else if (field === 'directory') {
    draft.directory = await askDirectory(source, scene, directory);
  } else {
    draft.source = await askSource(scene);
    draft.given = Object.fromEntries(Object.entries(draft.given).filter(([name]) => standardNames.includes(name)));
  }
}

/** Questions that depend on a changed answer, or on one that does, are asked again. */
function withoutDependents(given: GivenAnswers, source: Source, field: string): GivenAnswers {
  const changed = new Set([field]);
  for (const { name, when, choices = [] } of source.manifest.questions) {
    const asked = [when, ...choices.map((choice) => choice.when)].flatMap((one) => Object.keys(one ?? {}));
    if (asked.some((other) => changed.has(other))) changed.add(name);
  }
  return Object.fromEntries(Object.entries(given).filter(([name]) => !changed.has(name)));
}
