import * as v from 'valibot';
import { problemWith } from './answer-problem.ts';
import { refused } from './errors.ts';
import { conditionable, contextNames, standardNames } from './standard-questions.ts';
import type { Data, Manifest, Question, When } from './types.ts';

// Titles, hints and commands are shown in terminals, where a control character is an order.
const text = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.regex(/^\P{Cc}*$/u, 'must hold no control characters'),
);
const slug = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'));
const questionName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/, 'must be a lower-case identifier'));
const answer = v.union(
  [v.string(), v.array(v.string()), v.boolean()],
  'must be text, a list of texts, or true or false',
);
const when = v.record(questionName, answer);
const data: v.GenericSchema<Data> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.array(data), v.record(v.string(), data)]),
);

// A flag gives several choices with commas between them.
const choiceValue = v.pipe(text, v.regex(/^[^,]*$/, 'must hold no comma'));
const choice = v.strictObject({
  value: choiceValue,
  label: text,
  hint: v.exactOptional(text),
  when: v.exactOptional(when),
});

const question = v.strictObject({
  name: questionName,
  message: text,
  kind: v.picklist(['text', 'select', 'multiselect', 'confirm']),
  choices: v.exactOptional(v.pipe(v.array(choice), v.minLength(1, 'must have at least one choice'))),
  default: answer,
  optional: v.exactOptional(v.boolean()),
  when: v.exactOptional(when),
});

const layer = v.strictObject({
  path: text,
  when: v.exactOptional(when),
  merge: v.exactOptional(v.record(v.string(), data)),
  downloadMB: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  online: v.exactOptional(v.boolean()),
});

const command = v.pipe(v.array(text), v.minLength(1, 'must name a program'));

const schema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  schema: v.literal(1, 'must be 1, the only version that this release knows'),
  id: slug,
  title: text,
  summary: text,
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+([-+][\w.+-]+)?$/, 'must be a version such as 1.0.0')),
  package: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/, 'must be two words or more joined by underscores'),
  ),
  questions: v.array(question),
  layers: v.pipe(v.array(layer), v.minLength(1, 'must have at least one layer')),
  commands: v.exactOptional(v.strictObject({ test: v.exactOptional(command), run: v.exactOptional(command) })),
});

/** Flags of the command line, and the names in the data that plop hands on: a question could not be told from them. */
const taken = [
  ...['template', 'with', 'without', 'set', 'answers', 'yes', 'json', 'install', 'verify', 'python', 'name', 'help'],
  ...['version', 'license', 'directory', 'plan', 'signal', 'outcome', 'constructor'],
];

function problemWithQuestions(manifest: Manifest): [key: string, problem: string] | undefined {
  const seen = new Set<string>([...standardNames, ...contextNames, ...taken]);
  for (const [index, question] of manifest.questions.entries()) {
    const key = `questions.${index}`;
    if (seen.has(question.name)) return [`${key}.name`, `"${question.name}" is taken`];
    if (/select$/.test(question.kind) !== (question.choices !== undefined))
      return [`${key}.choices`, 'belong to select and multiselect questions, and only to those'];
    const problem = problemWith(question, question.default);
    if (problem) return [`${key}.default`, problem];
    const condition = problemWithCondition(manifest.questions.slice(0, index), question.when);
    if (condition) return [`${key}.when`, condition];
    const choice = problemWithChoices(question, manifest.questions.slice(0, index));
    if (choice) return [`${key}.${choice[0]}`, choice[1]];
    seen.add(question.name);
  }
  for (const [index, layer] of manifest.layers.entries()) {
    const condition = problemWithCondition(manifest.questions, layer.when);
    if (condition) return [`layers.${index}.when`, condition];
  }
  return undefined;
}

function problemWithChoices(
  { kind, choices = [], default: usually }: Question,
  earlier: readonly Question[],
): [key: string, problem: string] | undefined {
  for (const [index, { value, when }] of choices.entries()) {
    const condition = problemWithCondition(earlier, when);
    if (condition) return [`choices.${index}.when`, condition];
    if (when && kind === 'select' && value === usually)
      return [`choices.${index}.when`, 'stands at the default, which must always be offered'];
  }
  return undefined;
}

function problemWithCondition(earlier: readonly Question[], when: When | undefined): string | undefined {
  for (const [name, wanted] of Object.entries(when ?? {})) {
    const question = [...conditionable, ...earlier].find((one) => one.name === name);
    if (!question) return `asks for "${name}", which no question before it is called`;
    const allowed: readonly unknown[] = question.choices?.map((one) => one.value) ?? [true, false];
    const unknown = [wanted].flat().find((value) => !allowed.includes(value));
    if (unknown !== undefined) return `asks for ${name} = ${String(unknown)}, which is no choice of it`;
  }
  return undefined;
}

/** Checks what stands in a template's `template.json`; the first thing wrong is told by file and key. */
export function parseManifest(json: string, file: string): Manifest {
  const wrong = (key: string, problem: string): never => {
    throw refused(`The template is invalid: ${key} in ${file} ${problem}.`, 'Correct the manifest and try again.');
  };
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    throw refused(`The template is invalid: ${file} is no JSON (${(error as Error).message}).`, 'Correct the file.');
  }
  const result = v.safeParse(schema, raw, { abortEarly: true });
  if (!result.success) {
    const issue = result.issues[0];
    return wrong(v.getDotPath(issue) ?? 'the whole', issue.message.replace(/^Invalid/, 'is invalid:'));
  }
  const { $schema: _, ...manifest } = result.output;
  const problem = problemWithQuestions(manifest);
  return problem ? wrong(...problem) : manifest;
}
