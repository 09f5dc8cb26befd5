import { randomUUID } from 'node:crypto';
import { promises } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { failed } from '../errors.ts';
import { inWords } from '../system/fs-errors.ts';
import { configHome } from '../system/homes.ts';
import { textOfFile } from '../system/look.ts';
import { makeParents } from '../system/staging.ts';
import { problemWithPlace, projectAbove, templatesIn } from './project-folder.ts';
import { type BrokenRegistration, isWhole, type Registration, type Scope } from './registration.ts';

/** Where registrations are kept, one file for each, so that two runs cannot undo each other's. */
export function registryFolder(context: Context, origin: Scope): string {
  if (origin === 'project') return templatesIn(projectAbove(context) ?? context.cwd);
  const { env, platform } = context;
  const home = configHome(env, platform);
  if (!home) throw failed('There is no place to keep templates in: HOME is not set.', 'Set HOME, or add --project.');
  return path.join(home, 'templates');
}

type Found = Registration | BrokenRegistration;

/**
 * Every template that was added; one of the user's comes before a project's with the same id, which somebody else has
 * chosen, and one whose file can be read before one whose file cannot.
 */
export async function registrations(context: Context): Promise<readonly Found[]> {
  const all = [...(await registrationsOf(context, 'project')), ...(await registrationsOf(context, 'user'))];
  const ordered = [...all.filter((one) => !isWhole(one)), ...all.filter(isWhole)];
  return [...new Map(ordered.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those of one kind. */
export async function registrationsOf(context: Context, origin: Scope): Promise<readonly Found[]> {
  const { env, platform } = context;
  const project = origin === 'project' ? projectAbove(context) : undefined;
  if ((origin === 'project' ? project : configHome(env, platform)) === undefined) return [];
  const folder = registryFolder(context, origin);
  const names = (await promises.readdir(folder).catch(() => [])).filter((name) => /^[a-z][a-z0-9-]*\.json$/.test(name));
  return names.map((name) => {
    const file = path.join(folder, name);
    const problem = project === undefined ? undefined : problemWithPlace(project, file);
    // What others could have written is not even read.
    return problem === undefined
      ? read(folder, name, origin)
      : { id: path.basename(name, '.json'), origin, file, problem };
  });
}

/** Far more than a source takes. */
const most = 100_000;

function read(folder: string, name: string, origin: Scope): Found {
  const file = path.join(folder, name);
  const said = { id: path.basename(name, '.json'), origin, file };
  const held = textOfFile(file, most);
  if (!('text' in held)) return { ...said, problem: held.words };
  const source = sourceIn(held.text);
  if (source === undefined) return { ...said, problem: 'its file does not register a template' };
  return { ...said, source: isFolder(source) ? path.resolve(path.dirname(file), source) : source };
}

function sourceIn(text: string): string | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { schema, source } = (said ?? {}) as Record<string, unknown>;
  return schema === 1 && typeof source === 'string' && /^[^\0]+$/.test(source) ? source : undefined;
}

const isFolder = (source: string): boolean => source.startsWith('.') || path.isAbsolute(source);

/** Writes a registration, whole or not at all. */
export async function register(context: Context, origin: Scope, id: string, source: string): Promise<Registration> {
  const folder = registryFolder(context, origin);
  const file = path.join(folder, `${id}.json`);
  // A project's folder moves with the project.
  const kept = origin === 'project' && path.isAbsolute(source) ? relativeTo(folder, source) : source;
  const staged = `${file}.${randomUUID()}`;
  try {
    makeParents(folder, []);
    await promises.writeFile(staged, `${JSON.stringify({ schema: 1, source: kept }, null, 2)}\n`, { flag: 'wx' });
    await promises.rename(staged, file);
  } catch (error) {
    await promises.rm(staged, { force: true }).catch(() => undefined);
    throw failed(`${file} cannot be written: ${inWords(error)}.`, 'Make its folder writable, and try again.');
  }
  return { id, source, origin, file };
}

const relativeTo = (folder: string, source: string): string => {
  const relative = path.relative(folder, source).replaceAll('\\', '/');
  return relative.startsWith('.') ? relative : `./${relative}`;
};

export const unregister = async ({ file }: Found): Promise<void> => {
  await promises.rm(file).catch((error: unknown) => {
    throw failed(`${file} cannot be removed: ${inWords(error)}.`, 'Remove it by hand.');
  });
};
