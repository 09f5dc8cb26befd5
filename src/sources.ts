import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { exit, Failure, refused, usage } from './errors.ts';
import { didYouMean } from './suggest.ts';
import type { Source } from './types.ts';

/** Finds what `--template` names: an id of ours, or a folder (anything with a slash or a leading dot). */
export async function findSource(
  named: string,
  builtin: readonly Source[],
  cwd: string,
  above: readonly string[] = [],
): Promise<Source> {
  const ours = builtin.find((source) => source.source === named);
  if (ours) return ours;
  const ids = builtin.map((source) => source.source);
  // One letter before a colon is a drive of Windows, not a scheme.
  const looksLikePath = /^[.~]|[/\\]/.test(named);
  if (looksLikePath && !/^[a-z+]{2,}:/i.test(named)) {
    const folder = path.resolve(cwd, named);
    if (!isFolder(folder))
      throw usage(`There is no template folder at ${named}.`, 'Check the path, or see create-ml-portfolio list.');
    // What checks a template is loaded for those of the user's own alone: ours were checked when the package was built.
    const { folderSource } = await import('./template.ts');
    const chain = [...above, realpathSync(folder)];
    return folderSource(folder, folder, named, (base, from) => findBase(base, builtin, from, chain));
  }
  const meant = didYouMean(named, ids);
  throw usage(
    `Unknown template ${JSON.stringify(named)}.`,
    meant
      ? `Did you mean ${meant}?`
      : `There are ${ids.join(', ')}; a template of your own is named by its folder, such as ./${path.basename(named)}.`,
  );
}

/** A template may stand on so many others. */
const highest = 8;

/** Finds the template that the last of a chain extends; a folder is named from its own. */
async function findBase(
  named: string,
  builtin: readonly Source[],
  folder: string,
  chain: readonly string[],
): Promise<Source> {
  if (chain.length > highest)
    throw refused(`The template is refused: it stands on more than ${highest} others.`, 'Extend one of them directly.');
  const place = path.resolve(folder, named);
  if (isFolder(place) && chain.includes(realpathSync(place)))
    throw refused(
      `The template is invalid: it extends itself (${[...chain.slice(chain.indexOf(realpathSync(place))), place].join(' -> ')}).`,
      'Take extends out of one of these.',
    );
  try {
    return await findSource(named, builtin, folder, chain);
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode === exit.template) throw error;
    throw refused(`The template is invalid: it extends ${JSON.stringify(named)}. ${error.message}`, error.next);
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
