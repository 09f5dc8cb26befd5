import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a release is made of, as text: the changelog and the manifest of the package. */
export interface Release {
  readonly changelog: string;
  readonly manifest: { readonly version: string; readonly repository?: { readonly url?: string } };
}

/**
 * What the changelog says about the version of a tag. Throws where tag, version, changelog and repository disagree: npm
 * takes no version back, and its provenance is refused where the manifest names another repository.
 */
export function releaseNotes(tag: string, repository: string, { changelog, manifest }: Release): string {
  const { version } = manifest;
  if (tag !== `v${version}`)
    throw new Error(`The tag ${tag} is not the version of package.json, ${version}: tag it v${version}.`);
  const url = manifest.repository?.url ?? '';
  if (!url.replace(/\.git$/, '').endsWith(`github.com/${repository}`))
    throw new Error(
      `package.json says that its repository is "${url}": set it to git+https://github.com/${repository}.git.`,
    );
  const section = changelog.split(/^(?=## )/m).find((part) => part.startsWith(`## [${version}]`));
  const [heading = '', ...lines] = (section ?? '').trim().split('\n');
  const notes = lines.join('\n').trim();
  if (!/ - \d{4}-\d{2}-\d{2}$/.test(heading) || !notes)
    throw new Error(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD" with something in it: write it first.`);
  return notes;
}

/** Prints the notes of a tag: npm run release-notes -- v1.2.3 owner/repository */
export function main(root: string, [tag = '', repository = '']: readonly string[]): void {
  const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
  try {
    console.log(
      releaseNotes(tag, repository, { changelog: read('CHANGELOG.md'), manifest: JSON.parse(read('package.json')) }),
    );
  } catch (error) {
    console.error(`Error: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
