import { offered } from '../answers/conditions.ts';
import { standardQuestions } from '../answers/standard.ts';
import { mayBeCommand } from '../command-line/positionals.ts';
import type { Answers, Command, Names, Question, Template } from '../types.ts';
import { titleFrom } from './names.ts';
import type { OwnData } from './own-data.ts';

/** What the command says besides the template and the answers. */
interface Wanted {
  readonly names: Names;
  readonly generator: { readonly name: string; readonly version: string };
  readonly nameFlags: readonly (readonly [flag: string, name: string])[];
  readonly data?: OwnData | undefined;
}

/** The one command that makes a project again: it names its version, whose defaults give whatever it leaves out. */
export function recreateCommand(
  template: Template,
  answers: Answers,
  { generator, names, nameFlags, data }: Wanted,
): Command {
  const flags = [
    ['template', sourceOf(template)] as const,
    ...(data?.flags ?? []),
    ...told(template, answers, names),
    ...nameFlags,
  ];
  return [
    'npx',
    `${generator.name}@${generator.version}`,
    mayBeCommand(names.folder) || /^[-~$]/.test(names.folder) ? `./${names.folder}` : names.folder,
    ...flags.map(([name, value]) => `--${name}=${[value].flat().join(',')}`),
    '--yes',
  ];
}

/** The answers that are not what nobody's answer would be. Author and year come from elsewhere, and are always told. */
function told({ manifest }: Template, answers: Answers, names: Names): [string, Answers[string]][] {
  const standard = standardQuestions({ title: titleFrom(names.folder), author: '', year: '' }, manifest.defaults);
  const questions = new Map([...standard, ...manifest.questions].map((question) => [question.name, question]));
  const before: Record<string, Answers[string]> = {};
  return Object.entries(answers).filter(([name, answer]) => {
    const usual = usualOf(questions.get(name), before);
    before[name] = answer;
    return name === 'author' || name === 'year' || JSON.stringify(answer) !== JSON.stringify(usual);
  });
}

/** What a question is answered with after these answers, where nobody answers it. */
const usualOf = (question: Question | undefined, before: Answers): Answers[string] | undefined =>
  question && offered(question, before).default;

/** A folder that was named as Windows does is written as every shell of it takes it as well. */
const sourceOf = ({ pinned, source }: Template): string =>
  /^(\.{1,2}|[A-Za-z]:)\\/.test(source) ? source.replaceAll('\\', '/') : (pinned ?? source);
