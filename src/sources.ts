import { statSync } from 'node:fs';
import path from 'node:path';
import { usage } from './errors.ts';
import { didYouMean } from './suggest.ts';
import type { Source } from './types.ts';

/** Finds what `--template` names: an id of ours, or a folder (anything with a slash or a leading dot). */
export async function findSource(named: string, builtin: readonly Source[], cwd: string): Promise<Source> {
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
    return folderSource(folder, folder, named);
  }
  const meant = didYouMean(named, ids);
  throw usage(
    `Unknown template ${JSON.stringify(named)}.`,
    meant
      ? `Did you mean ${meant}?`
      : `There are ${ids.join(', ')}; a template of your own is named by its folder, such as ./${path.basename(named)}.`,
  );
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
