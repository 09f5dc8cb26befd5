import { standardNames } from '../answers/standard.ts';
import { wordsOf } from '../report/commands.ts';
import { columns } from '../terminal/columns.ts';
import { drawFolders } from '../terminal/tree.ts';
import { printable } from '../text/encode.ts';
import { readableSize } from '../text/size.ts';
import type { Answer, Plan, Question, Source, StepName } from '../types.ts';
import type { Scene } from './fields.ts';

/** The template that was chosen; a review comes after that. */
export function sourceOf({ draft: { source } }: Pick<Scene, 'draft'>): Source {
  if (!source) throw new Error('No template has been chosen yet.');
  return source;
}

/** How something that was decided is called, at the review and where it can be changed. */
export const labelOf = (name: string): string => {
  const words = names[name] ?? name.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const names: Readonly<Record<string, string>> = {
  name: 'Name for pip',
  package: 'Name in Python',
  steps: 'Afterwards',
};

const done: Readonly<Record<StepName, string>> = {
  environment: 'install it into .venv',
  verify: 'run its tests and its pipeline',
  git: 'a git repository with a first commit',
};

/** Every decision as words, by its name. */
export function valuesIn(
  { target, names, answers, steps }: Plan,
  { source, manifest }: Source,
): Readonly<Record<string, string>> {
  const own = manifest.questions.filter(({ name }) => answers[name] !== undefined);
  return printable({
    template: `${manifest.title} (${source})`,
    folder: target,
    ...Object.fromEntries(own.map((question) => [question.name, asWords(question, answers[question.name] ?? '')])),
    ...Object.fromEntries(standardNames.map((name) => [name, String(answers[name] ?? '') || 'none'])),
    name: names.distribution,
    package: names.package,
    steps: steps.map((step) => done[step]).join('; ') || 'nothing more',
  });
}

/** An answer as its prompt shows it. */
function asWords({ choices = [] }: Question, answer: Answer): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  const labels = [answer].flat().map((one) => choices.find(({ value }) => value === one)?.label ?? one);
  return labels.join(', ') || 'none';
}

/** What was decided, so that all of it is in sight at once. */
export function drawDecisions(plan: Plan, source: Source, width: number): readonly string[] {
  const { template, folder, title, author, licence, year, name, package: pkg, steps, ...own } = valuesIn(plan, source);
  const rows = [
    ['Folder', folder],
    ['Template', template],
    ...Object.entries(own).map(([one, value]) => [labelOf(one), value]),
    ['Title', title],
    ['Author', `${author}; licence ${licence}, ${year}`],
    ['Names', `distribution ${name}, import ${pkg}`],
    ['Afterwards', steps],
    // Of a template that is not ours, what --verify would start: somebody else has chosen it.
    ...(source.source === source.manifest.id ? [] : [['Can run', printable(wordsOf(plan.commands).join('; '))]]),
  ].filter(([, value]) => value !== '');
  return columns(
    rows.map((row) => row.map((cell) => cell ?? '')),
    width,
  );
}

/** What would be written: a line for each folder, since most terminals show 24. */
export function drawFiles({ files }: Plan, width: number): readonly string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [...drawFolders(files, width), `${files.length} files, ${readableSize(bytes)}`];
}
