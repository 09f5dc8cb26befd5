import { exclude } from '../answers/conditions.ts';
import { Failure } from '../errors.ts';
import { folded } from '../template/limits.ts';
import { checkSafe } from '../template/paths.ts';
import { error, type Finding, warning } from './finding.ts';
import type { SeenFile, Snapshot } from './snapshot.ts';

const filesOf = ({ layers }: Snapshot): readonly SeenFile[] => layers.flatMap(({ files }) => files);

export const unsafeNames = (snapshot: Snapshot): readonly Finding[] =>
  filesOf(snapshot).flatMap(({ file, stored, path }) => {
    try {
      checkSafe(stored, file);
      checkSafe(path, file);
      return path === '.ml-portfolio.json'
        ? [error('unsafe-name', file, 1, 'it has the name of our own record', 'Rename the file.')]
        : [];
    } catch (problem) {
      if (!(problem instanceof Failure)) throw problem;
      return [error('unsafe-name', file, 1, 'its name cannot be written safely', 'Rename the file.')];
    }
  });

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

function unportable(segment: string): string | undefined {
  if (reserved.test(segment)) return 'is a name of a device on Windows';
  if (/[. ]$/.test(segment)) return 'ends in a dot or a space, which Windows takes off';
  if (/[<>:"|?*]/.test(segment)) return 'holds a character that Windows does not allow';
  return undefined;
}

/** The sentinel may become sixty letters long, and a folder above has a name too. */
const longest = 180;

export const unportableNames = (snapshot: Snapshot): readonly Finding[] => {
  const { layers, manifest } = snapshot;
  const wrong = (file: string, message: string): Finding =>
    error('unportable-name', file, 1, message, 'Rename the file or its folder.');
  const single = filesOf(snapshot).flatMap(({ file, path }) => {
    const segment = path.split('/').find((one) => unportable(one) !== undefined);
    if (segment !== undefined) return [wrong(file, `${JSON.stringify(segment)} ${unportable(segment)}`)];
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

/** Left out of a package wherever it stands, or read as an order to npm itself. */
const dropped = new Set(['.gitignore', '.npmignore', '.npmrc']);

export const npmDrops = (snapshot: Snapshot): readonly Finding[] =>
  filesOf(snapshot).flatMap(({ file, stored }) => {
    const name = stored.split('/').find((segment) => dropped.has(segment));
    if (name?.startsWith('.'))
      return [error('npm-drops', file, 1, `npm leaves out or obeys ${name}`, `Store it as _${name.slice(1)}.`)];
    if (/\.(swp|orig)$/.test(stored))
      return [warning('npm-drops', file, 1, 'npm leaves it out', 'Remove it, or give it another name.')];
    return [];
  });
