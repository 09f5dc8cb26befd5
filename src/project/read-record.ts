import path from 'node:path';
import * as v from 'valibot';
import { type Failure, usage } from '../errors.ts';
import { textOfFile } from '../system/look.ts';
import { checkSafe, recordPath } from '../template/paths.ts';
import { recordSchema } from './record.ts';

/** Far more than 20,000 files with long names take. */
const most = 10_000_000;

const answer = v.union([v.string(), v.array(v.string()), v.boolean()]);
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is not a sha256'));

interface Provenance {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly resolved?: string;
  readonly digest: string;
  readonly extends?: Provenance;
}

const origin: v.GenericSchema<Provenance> = v.object({
  id: v.string(),
  version: v.string(),
  source: v.string(),
  resolved: v.exactOptional(v.string()),
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'is not a sha256')),
  extends: v.exactOptional(v.lazy(() => origin)),
});

const record = v.object({
  schema: v.optional(v.literal(recordSchema), recordSchema),
  generator: v.string(),
  template: origin,
  names: v.object({ folder: v.string(), distribution: v.string(), package: v.string() }),
  answers: v.record(v.string(), answer),
  recreate: v.string(),
  files: v.optional(v.record(v.string(), digest), {}),
});

/** What a project says of itself; every command on a project that exists begins with it. */
export type Record = v.InferOutput<typeof record>;

/**
 * Reads a project's record; undefined where the folder has none, since it was not made by us. Refused, with the next
 * step: what is not a record, one of a later form, and one that names files outside of its folder.
 */
export function readRecord(folder: string): Record | undefined {
  const file = path.join(folder, recordPath);
  const text = held(file);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken(file, 'is not valid JSON');
  }
  const { schema } = (value ?? {}) as { schema?: unknown };
  if (typeof schema === 'number' && schema > recordSchema)
    throw usage(
      `${file} was written by a later release, in a form that this one does not know.`,
      'Run it with npx create-ml-portfolio@latest.',
    );
  const read = v.safeParse(record, value);
  if (!read.success) throw broken(file, `does not have its form (${v.getDotPath(read.issues[0]) ?? 'the whole'})`);
  for (const name of Object.keys(read.output.files)) checkInside(name, file);
  return read.output;
}

function held(file: string): string | undefined {
  const read = textOfFile(file, most, 'itself');
  if ('text' in read) return read.text;
  if (read.is === 'nothing') return undefined;
  if (read.is === 'closed') throw usage(`${file} cannot be read: ${read.words}.`, 'Make it readable to you.');
  throw broken(file, read.is === 'file' ? `cannot be used: ${read.words}` : 'is not a regular file');
}

function checkInside(name: string, file: string): void {
  try {
    checkSafe(name, name);
  } catch {
    throw broken(file, `names ${JSON.stringify(name)}, which is not a file of a project`);
  }
}

const broken = (file: string, problem: string): Failure =>
  usage(`${file} ${problem}.`, 'Restore it from version control, or remove it to do without.');
