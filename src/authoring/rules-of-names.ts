import { exclude } from '../answers/conditions.ts';
import { folded } from '../template/limits.ts';
import { droppedByNpm, leadsAstray, recordPath, unportableIn } from '../template/paths.ts';
import { error, type Finding, warning } from './finding.ts';
import type { SeenFile, Snapshot } from './snapshot.ts';

const filesOf = ({ layers }: Snapshot): readonly SeenFile[] => layers.flatMap(({ files }) => files);

export const unsafeNames = (snapshot: Snapshot): readonly Finding[] =>
  filesOf(snapshot).flatMap(({ file, stored, path }) => {
    const wrong = (message: string): readonly Finding[] => [error('unsafe-name', file, 1, message, 'Rename the file.')];
    if (leadsAstray(stored) || leadsAstray(path)) return wrong('its name cannot be written safely');
    return path === recordPath ? wrong('it has the name of our own record') : [];
  });

/** The sentinel may become sixty letters long, and a folder above has a name too. */
const longest = 180;

export const unportableNames = (snapshot: Snapshot): readonly Finding[] => {
  const { layers, manifest } = snapshot;
  const wrong = (file: string, message: string): Finding =>
    error('unportable-name', file, 1, message, 'Rename the file or its folder.');
  const single = filesOf(snapshot).flatMap(({ file, stored, path }) => {
    const unportable = unportableIn(path) ?? unportableIn(stored);
    if (unportable) return [wrong(file, unportable)];
    return path.length > longest ? [wrong(file, `its path has more than ${longest} characters`)] : [];
  });
  type Place = { readonly layer: Snapshot['layers'][number]; readonly place: string; readonly file: string };
  const known = new Map<string, Place[]>();
  const twins: Finding[] = [];
  for (const layer of layers)
    for (const { file, path } of layer.files)
      for (const place of placesOf(path)) {
        const alike = known.get(folded(place)) ?? [];
        const other = alike.find(
          (one) => one.place !== place && !exclude(one.layer.when, layer.when, manifest?.questions ?? []),
        );
        if (other) twins.push(wrong(file, `${place} and ${other.place} (${other.file}) are one name on some systems`));
        else if (!alike.some((one) => one.place === place && one.layer === layer))
          known.set(folded(place), [...alike, { layer, place, file }]);
      }
  return [...single, ...new Map(twins.map((twin) => [twin.message, twin])).values()];
};

const placesOf = (path: string): readonly string[] =>
  path.split('/').map((_, index, segments) => segments.slice(0, index + 1).join('/'));

/** What site generators, notebooks and frameworks look for under an underscore, by its name without endings. */
const underscored = new Set(
  `config quarto metadata variables brand publish toc bookdown output pkgdown targets posts drafts layouts includes
  data sass site plugins pages book extensions freeze static templates build themes app document index redirects headers
  worker routes version internal`.split(/\s+/),
);
/** Code and pages are seldom dotfiles, but for the settings that tools read. */
const code = /\.(py|pyi|ipynb|r|jl|js|cjs|mjs|jsx|ts|tsx|css|scss|sass|md|mdx|qmd|rmd|html|rs|go)$/i;

export const hiddenNames = (snapshot: Snapshot): readonly Finding[] => {
  const known = new Map<string, Finding>();
  for (const { file, stored, path, part } of filesOf(snapshot)) {
    const [name = ''] = (part === undefined ? stored : stored.replace('_parts/', '')).split('/');
    const [written = ''] = path.split('/');
    if (!written.startsWith('.') || name.startsWith('.') || known.has(name)) continue;
    const [, bare = ''] = /^\.([^.]*)/.exec(written) ?? [];
    if (name !== '_parts' && !underscored.has(bare) && (!code.test(written) || /rc\./.test(written))) continue;
    const fix =
      name === '_parts'
        ? 'A part is stored as _parts/<file>/<name>; a folder that is called _parts, as __parts.'
        : `Store it as _${name} if it is to be called ${`_${written.slice(1)}`}.`;
    known.set(name, warning('hidden-name', file, 1, `it is written as ${written}`, fix));
  }
  return [...known.values()];
};

export const npmDrops = (snapshot: Snapshot): readonly Finding[] =>
  filesOf(snapshot).flatMap(({ file, stored }) => {
    const name = stored.split('/').find((segment) => droppedByNpm.has(segment));
    if (name) return [error('npm-drops', file, 1, `npm leaves out or obeys ${name}`, `Store it as _${name.slice(1)}.`)];
    if (/\.(swp|orig)$/.test(stored))
      return [warning('npm-drops', file, 1, 'npm leaves it out', 'Remove it, or give it another name.')];
    return [];
  });
