import { realpathSync } from 'node:fs';
import path from 'node:path';
import { exit, Failure, refused, usage } from '../errors.ts';
import { look, requireFolder } from '../system/look.ts';
import { discreet } from '../text/secrets.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Fetched, Source } from '../types.ts';
import { type BrokenRegistration, isWhole, type Registration } from './registration.ts';
import { isArchive, isRemote } from './remote/scheme.ts';

/** Whether a name is that of a folder or of an archive on this disk. */
export const isPath = (named: string): boolean => !isRemote(named) && (/^[.~]|[/\\]/.test(named) || isArchive(named));

/** What a name can stand for besides a path. */
export interface Catalogue {
  readonly builtin: readonly Source[];
  /** What was added; looked for only where a name is none of ours. */
  readonly registered: () => Promise<readonly (Registration | BrokenRegistration)[]>;
  readonly cwd: string;
  /** Brings what is not a folder here into one: `kept`, only out of what was fetched before; `public`, from no private place. */
  readonly fetched: (named: string, only?: 'kept' | 'public') => Promise<Fetched>;
  /** What came from elsewhere may extend no folder outside of what came, nothing that was added here, and nothing private. */
  readonly within?: string;
  /** Ids that were added and have led here. */
  readonly followed?: readonly string[];
}

/** What was found, and, where it was by an id that was added, what says so. */
export type Found = Source & { readonly registration?: Registration };

/** Finds what `--template` names: an id, ours or one that was added, or a folder (anything with a slash or a leading dot). */
export async function findSource(named: string, catalogue: Catalogue, above: readonly string[] = []): Promise<Found> {
  const ours = catalogue.builtin.find((source) => source.source === named);
  if (ours) return ours;
  if (isRemote(named)) {
    const fetched = await catalogue.fetched(named, catalogue.within === undefined ? undefined : 'public');
    return folderAs(named, fetched.folder, { ...catalogue, within: fetched.folder }, above, fetched);
  }
  if (isPath(named)) {
    const place = path.resolve(catalogue.cwd, named);
    if (isArchive(named) && look(place).is === 'file') {
      const { folder } = await catalogue.fetched(place);
      return folderAs(named, folder, { ...catalogue, within: folder }, above);
    }
    requireFolder(
      place,
      `template ${isArchive(named) ? 'archive' : 'folder'} at ${named}`,
      'Check the path, or see npx create-ml-portfolio list.',
    );
    return folderAs(named, place, catalogue, above);
  }
  const registered = catalogue.within === undefined ? await catalogue.registered() : [];
  const added = registered.find(({ id }) => id === named);
  if (added && !isWhole(added)) throw refused(`${useless(added)}: ${added.problem}.`, removeIt(added));
  const { followed = [] } = catalogue;
  if (added) {
    if (followed.includes(named)) throw inCircles([...followed, named], added);
    const further = { ...catalogue, followed: [...followed, named] };
    const source = await findSource(added.source, further, above).catch((error: unknown) => {
      if (!(error instanceof Failure) || ![exit.usage, exit.template].some((code) => code === error.exitCode))
        throw error;
      const { exitCode, message, next, details } = error;
      throw new Failure(exitCode, `${useless(added)}. ${message}`, `${next} ${removeIt(added)}`, details);
    });
    return { ...source, registration: added };
  }
  const ids = [...catalogue.builtin.map((source) => source.source), ...registered.map(({ id }) => id)];
  const meant = didYouMean(named, ids);
  throw usage(
    `Unknown template ${JSON.stringify(named)}.`,
    meant
      ? `Did you mean ${meant}?`
      : look(path.resolve(catalogue.cwd, named, 'template.json')).is === 'file'
        ? `Did you mean the folder ./${named}?`
        : `There are ${ids.join(', ')}; a template of your own is named by its folder, such as ./${path.basename(named)}.`,
  );
}

const inCircles = (ids: readonly string[], { file }: Registration): Failure =>
  usage(`No template is found: what was added leads in circles (${ids.join(' -> ')}).`, `Remove one of them: ${file}.`);

async function folderAs(
  named: string,
  folder: string,
  catalogue: Catalogue,
  above: readonly string[],
  exact: Pick<Source, 'pinned' | 'resolved'> = {},
): Promise<Source> {
  // What checks a template is loaded for those of the user's own alone: ours were checked when the package was built.
  const { folderSource } = await import('../template/load.ts');
  const chain = [...above, realpathSync(folder)];
  return folderSource(
    folder,
    folder,
    discreet(named),
    (base, from) => findBase(base, { ...catalogue, cwd: from }, chain),
    exact,
  );
}

/** A template may stand on so many others. */
const highest = 8;

/** Finds the template that the last of a chain extends; a folder is named from its own. */
export async function findBase(named: string, catalogue: Catalogue, chain: readonly string[]): Promise<Source> {
  if (chain.length > highest)
    throw refused(`The template is refused: it stands on more than ${highest} others.`, 'Extend one of them directly.');
  const place = path.resolve(catalogue.cwd, named);
  if (isPath(named) && catalogue.within && !place.startsWith(catalogue.within + path.sep))
    throw refused(
      `The template is refused: it extends ${named}, which lies outside of it.`,
      'What comes from elsewhere may extend built-in templates, others from elsewhere, and folders of its own.',
    );
  if (isFolder(place) && chain.includes(realpathSync(place)))
    throw refused(
      `The template is invalid: it extends itself (${[...chain.slice(chain.indexOf(realpathSync(place))), place].join(' -> ')}).`,
      'Take extends out of one of these.',
    );
  try {
    return await findSource(named, catalogue, chain);
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode === exit.template) throw error;
    throw refused(`The template is invalid: it extends ${JSON.stringify(named)}. ${error.message}`, error.next);
  }
}

const isFolder = (place: string): boolean => look(place).is === 'folder';

const useless = ({ id }: Pick<Registration, 'id'>): string => `${id} was added, and cannot be used`;

/** How to be rid of a registration that is of no use. */
const removeIt = ({ id, origin, file }: Registration | BrokenRegistration): string =>
  `It is registered in ${file}; to offer it no longer: npx create-ml-portfolio template remove ${id}${origin === 'project' ? ' --project' : ''}.`;

/** Everything that was added and can be used, and why the rest cannot. */
export async function addedSources(
  catalogue: Catalogue,
): Promise<{ sources: readonly AddedSource[]; problems: readonly string[] }> {
  // Listing what there is asks no network: in a folder that was cloned, somebody else has chosen the addresses.
  const fetched: Catalogue['fetched'] = (named) => catalogue.fetched(named, 'kept').catch(notFetchedYet);
  const sources: AddedSource[] = [];
  const problems: string[] = [];
  for (const registration of await catalogue.registered()) {
    const { id, file } = registration;
    if (!isWhole(registration)) {
      problems.push(`${useless(registration)}: ${registration.problem}. ${removeIt(registration)}`);
      continue;
    }
    if (catalogue.builtin.some((one) => one.source === id)) {
      problems.push(`${id} was added (${file}), and is now the id of a built-in template; add it --as another one.`);
      continue;
    }
    try {
      sources.push({ ...(await findSource(registration.source, { ...catalogue, fetched })), registration });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(`${useless(registration)}. ${error.message} ${removeIt(registration)}`);
    }
  }
  return { sources, problems };
}

const notFetchedYet = (): never => {
  throw usage('It was not fetched yet.', 'Create a project of it, which fetches it.');
};

export type AddedSource = Source & { readonly registration: Registration };
