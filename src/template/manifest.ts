import * as v from 'valibot';
import { refused } from '../errors.ts';
import type { Manifest } from '../types.ts';
import { extend } from './extend.ts';
import { type Problem, problemsWith, some } from './manifest-problems.ts';
import { type Extension, extension, type Standalone, standalone } from './manifest-schema.ts';
import { type JsonProblem, parseStrictly } from './strict-json.ts';

/** What stands in a template's `template.json`, with everything that is wrong with it. */
export interface ReadManifest {
  /** As it stands there, where it is JSON. */
  readonly value?: unknown;
  /** Present where the form is right; what it says may still be wrong. */
  readonly declared?: Standalone | Extension;
  readonly problems: readonly JsonProblem[];
  readonly lineOf: (key: string) => number;
}

/** Reads a manifest and checks its form: every key that is wrong, by its line. */
export function readManifest(json: string): ReadManifest {
  const { value, problems, lineOf } = parseStrictly(json);
  if (problems.length > 0) return { value, problems, lineOf };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { value, problems: [{ key: '', line: 1, problem: 'must be an object' }], lineOf };
  const extending = 'extends' in value;
  const result = v.safeParse(extending ? extension : standalone, value);
  if (result.success) return { declared: result.output, problems: [], lineOf };
  const wrong = result.issues.map((issue) => {
    const key = v.getDotPath(issue) ?? '';
    return { key, line: lineOf(key), problem: problemOf(issue) };
  });
  return { value, problems: wrong, lineOf };
}

const words: Readonly<Record<string, string>> = {
  ...{ string: 'text', number: 'a number', boolean: 'true or false', Array: 'a list', Object: 'an object' },
};

export const noKey = 'is not a key of the format';

/** What the library says of a form, in our words. */
function problemOf({ kind, type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (kind !== 'schema' || !message.startsWith('Invalid')) return message;
  if (received === 'undefined') return 'is missing';
  if (expected === 'never' || type === 'strict_object') return noKey;
  return `must be ${words[expected ?? ''] ?? expected}, not ${words[received] ?? received}`;
}

const wrong = (file: string, key: string, problem: string, line?: number): never => {
  const where = key ? `${key} in ${file}` : line === undefined ? file : `${file}, line ${line},`;
  throw refused(
    `The template is invalid: ${where} ${problem}.`,
    'Correct the manifest and try again; npx create-ml-portfolio template check lists everything that is wrong with it.',
  );
};

/** The manifest of a `template.json`; the first thing wrong with its form is told by file and key. */
export function declaredIn(json: string, file: string): Standalone | Extension {
  const { declared, problems } = readManifest(json);
  const [first] = problems;
  if (!declared) return wrong(file, first?.key ?? '', first?.problem ?? 'is invalid', first?.line);
  return declared;
}

/** What is wrong with a manifest as a whole, in the keys of its own file. */
export function problemsWithDeclared(declared: Standalone | Extension, base?: Manifest): readonly Problem[] {
  if (!base || !('extends' in declared)) return problemsWith(declared as Standalone);
  const unfinished = problemsWithAdded(base, declared);
  if (unfinished.length > 0) return unfinished;
  const whole = extend(base, declared);
  return problemsWith(whole).map(([key, problem]) => [ownKey(key, whole, base, declared), problem]);
}

/** A manifest that is whole and right; the first thing wrong with what it says is told by file and key. */
export function wholeManifest(declared: Standalone | Extension, file: string, base?: Manifest): Manifest {
  const [first] = problemsWithDeclared(declared, base);
  if (first) return wrong(file, ...first);
  const { $schema: _, ...manifest } = base && 'extends' in declared ? extend(base, declared) : (declared as Standalone);
  return manifest;
}

function problemsWithAdded(base: Manifest, own: Extension): readonly Problem[] {
  const other = own.package !== undefined && own.package !== base.package;
  const known = new Set(base.questions.map(({ name }) => name));
  const added = (own.questions ?? []).flatMap((question, index): readonly Problem[] =>
    known.has(question.name)
      ? []
      : (['message', 'kind', 'default'] as const)
          .filter((key) => question[key] === undefined)
          .map((key) => [
            `questions.${index}`,
            `has no ${key}, and no question of its base is called ${question.name}`,
          ]),
  );
  return [...some('package', other ? `must be ${base.package}, as in the template it extends` : undefined), ...added];
}

/** The key in its own file of something in the whole manifest; empty for what the base says. */
function ownKey(key: string, whole: Manifest, base: Manifest, own: Extension): string {
  const [, list, index = '', rest = ''] = /^(questions|layers)\.(\d+)(.*)$/.exec(key) ?? [];
  if (list === undefined) return key;
  const name = whole.questions[Number(index)]?.name;
  const there =
    list === 'layers'
      ? Number(index) - base.layers.length
      : (own.questions ?? []).findIndex((question) => question.name === name);
  return there < 0 ? '' : `${list}.${there}${rest}`;
}
