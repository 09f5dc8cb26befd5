import { randomUUID } from 'node:crypto';
import { existsSync, promises } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { failed, refused } from '../errors.ts';
import { codeOf } from '../system/fs-errors.ts';
import { configHome } from '../system/homes.ts';

import type { Registration, Scope } from './registration.ts';

/** Below a project's folder, and to be committed with it. */
const inProject = path.join('.ml-portfolio', 'templates');

/** Where registrations are kept, one file for each, so that two runs cannot undo each other's. */
export function registryFolder({ env, platform, cwd }: Context, origin: Scope): string {
  if (origin === 'project') return path.join(projectAbove(cwd) ?? cwd, inProject);
  const home = configHome(env, platform);
  if (!home) throw failed('There is no place to keep templates in: HOME is not set.', 'Set HOME, or add --project.');
  return path.join(home, 'templates');
}

/** The nearest folder, from here up, that has templates of its own. */
function projectAbove(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, inProject))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Every template that was added; a project's own comes before one of the user's with the same id. */
export async function registrations(context: Context): Promise<readonly Registration[]> {
  const all = [...(await registrationsOf(context, 'user')), ...(await registrationsOf(context, 'project'))];
  return [...new Map(all.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those of one kind. */
export async function registrationsOf(context: Context, origin: Scope): Promise<readonly Registration[]> {
  const { cwd, env, platform } = context;
  if ((origin === 'project' ? projectAbove(cwd) : configHome(env, platform)) === undefined) return [];
  const folder = registryFolder(context, origin);
  const names = await promises.readdir(folder).catch(() => []);
  const files = names.filter((name) => /^[a-z][a-z0-9-]*\.json$/.test(name));
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      return { id: path.basename(name, '.json'), source: await sourceIn(file), origin, file };
    }),
  );
}

async function sourceIn(file: string): Promise<string> {
  let said: unknown;
  try {
    said = JSON.parse(await promises.readFile(file, 'utf8'));
  } catch {
    // Said below, as for anything else that is not a registration.
  }
  const { schema, source } = (said ?? {}) as Record<string, unknown>;
  if (schema !== 1 || typeof source !== 'string' || source === '')
    throw refused(`${file} does not register a template.`, 'Remove the file, and add the template again.');
  return isFolder(source) ? path.resolve(path.dirname(file), source) : source;
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
    await promises.mkdir(folder, { recursive: true });
    await promises.writeFile(staged, `${JSON.stringify({ schema: 1, source: kept }, null, 2)}\n`, { flag: 'wx' });
    await promises.rename(staged, file);
  } catch (error) {
    await promises.rm(staged, { force: true }).catch(() => undefined);
    throw failed(
      `${file} cannot be written (${codeOf(error) ?? 'unknown'}).`,
      'Make its folder writable, and try again.',
    );
  }
  return { id, source, origin, file };
}

const relativeTo = (folder: string, source: string): string => {
  const relative = path.relative(folder, source).replaceAll('\\', '/');
  return relative.startsWith('.') ? relative : `./${relative}`;
};

export const unregister = ({ file }: Registration): Promise<void> => promises.rm(file);
