import * as v from 'valibot';
import type { Data } from '../types.ts';
import { answer, question, questionEntries, questionName, text, when } from './question-schema.ts';

// What stands here is the format: its types, the JSON Schema that editors use and the reference in docs/templates.md
// are made from it.

/** What a template may be called. */
export const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const slug = v.pipe(v.string(), v.regex(idPattern, 'must be lower-case words joined by hyphens'));
export const data: v.GenericSchema<Data> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.array(data), v.record(v.string(), data)]),
);

const layer = v.strictObject({
  path: v.pipe(text, v.description('A folder inside the template, relative to template.json.')),
  when: v.exactOptional(v.pipe(when, v.description('Laid only where these answers hold; a feature is such a layer.'))),
  merge: v.exactOptional(
    v.pipe(
      v.record(v.string(), data),
      v.description('Data that `.hbs` files read as `merged.*`: objects merge, lists join without repeats.'),
    ),
  ),
  downloadMB: v.exactOptional(
    v.pipe(v.number(), v.minValue(0), v.description('Megabytes that installing its dependencies downloads, measured.')),
  ),
  online: v.exactOptional(
    v.pipe(v.boolean(), v.description("Whether the project's pipeline fetches data from the network.")),
  ),
});

const command = v.pipe(
  v.array(text),
  v.minLength(1, 'must name a program'),
  v.description("A program and its words, run without a shell; `python` stands for the project's own interpreter."),
);

const shared = {
  $schema: v.exactOptional(v.pipe(v.string(), v.description('Where editors find this schema.'))),
  schema: v.pipe(
    v.literal(1, 'must be 1, the only version that this release knows'),
    v.description('The version of this format.'),
  ),
  id: v.pipe(
    slug,
    v.description(
      'What `--template` names it by once it is registered, and, after `my-`, the folder that is proposed.',
    ),
  ),
  title: v.pipe(text, v.description('What the first prompt shows.')),
  summary: v.pipe(text, v.description('One line, shown where templates are listed.')),
  version: v.pipe(
    v.string(),
    v.regex(/^\d+\.\d+\.\d+([-+][\w.+-]+)?$/, 'must be a version such as 1.0.0'),
    v.description('Recorded in every project made from it.'),
  ),
  defaults: v.exactOptional(
    v.pipe(
      v.record(questionName, answer),
      v.description('Other defaults for questions of the template it extends, or for the licence.'),
    ),
  ),
  commands: v.exactOptional(
    v.pipe(
      v.strictObject({
        test: v.exactOptional(v.pipe(command, v.description('Runs the tests of a project.'))),
        run: v.exactOptional(v.pipe(command, v.description('Runs the main job of a project.'))),
      }),
      v.description('What --verify runs, and what the user is told to run next.'),
    ),
  ),
};

const sentinel = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/, 'must be two words or more joined by underscores'),
  v.description(
    'The name that the raw files use where a project has its own: replaced as a whole identifier, in text and in paths, and so is its form with hyphens.',
  ),
);
const layers = v.pipe(
  v.array(layer),
  v.minLength(1, 'must have at least one layer'),
  v.description('Folders of files laid over each other, in this order.'),
);

/** A `template.json` that stands by itself. */
export const standalone = v.strictObject({
  ...shared,
  package: sentinel,
  questions: v.pipe(v.array(question), v.description('What is asked besides title, author, licence and year.')),
  layers,
});

/** A question of the base's by its name, with what changes; or a whole one. */
const change = v.strictObject({
  ...questionEntries,
  message: v.exactOptional(questionEntries.message),
  kind: v.exactOptional(questionEntries.kind),
  default: v.exactOptional(questionEntries.default),
});

/** A `template.json` that builds on another template. */
export const extension = v.strictObject({
  ...shared,
  extends: v.pipe(
    text,
    v.description('The template it builds on: anything that `--template` takes, a folder relative to template.json.'),
  ),
  package: v.exactOptional(v.pipe(sentinel, v.description("The base's, if it is given at all."))),
  questions: v.exactOptional(
    v.pipe(
      v.array(change),
      v.description(
        'Questions of its own, after those of the base, or before the one of the base that this list names next; one of the same name changes the fields that it gives, and its choices replace or follow those of the base.',
      ),
    ),
  ),
  layers: v.exactOptional(
    v.pipe(layers, v.description('Laid over those of the base; their files replace files of the same path.')),
  ),
});

type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type Standalone = Frozen<v.InferOutput<typeof standalone>>;
export type Extension = Frozen<v.InferOutput<typeof extension>>;
