import { exclude, implies } from './conditions.ts';
import { refused } from './errors.ts';
import type { LayerFile, LoadedLayer, Question } from './types.ts';

interface Holder {
  readonly layer: LoadedLayer;
  readonly file: LayerFile;
}

/**
 * Refuses two files for one place, for all answers at once. Two layers may hold the same path only if one lies below the
 * other, or their conditions exclude each other; the parts of one file need different names; no path is both file and
 * folder. What extends a template may replace its files, part by part or whole.
 */
export function checkCollisions(layers: readonly LoadedLayer[], questions: readonly Question[]): void {
  const meet = (a: LoadedLayer, b: LoadedLayer): boolean => !exclude(a.when, b.when, questions);
  const holders = new Map<string, Holder[]>();
  const folders = new Map<string, Set<LoadedLayer>>();
  for (const layer of layers) {
    for (const file of layer.files) {
      const earlier = holders.get(file.path) ?? [];
      const clash = earlier.find((below) => meet(below.layer, layer) && collide(below, { layer, file }));
      if (clash) throw twice(file, clash.layer, layer);
      holders.set(file.path, [...earlier, { layer, file }]);
      for (const folder of foldersAbove(file.path)) folders.set(folder, (folders.get(folder) ?? new Set()).add(layer));
    }
  }
  for (const [folder, layersBelow] of folders) {
    for (const { layer, file } of holders.get(folder) ?? []) {
      const clash = [...layersBelow].find((below) => meet(layer, below));
      if (clash) throw twice({ ...file, path: `${folder} (a file and a folder)` }, layer, clash);
    }
  }
}

/** Whether two files for one path, both of which can apply, are one too many. */
function collide(below: Holder, above: Holder): boolean {
  const [a, b] = [below.file.part, above.file.part];
  if (below.layer.level !== above.layer.level) return a === undefined && b !== undefined;
  if (a !== b) return a === undefined || b === undefined;
  return below.layer === above.layer || !implies(above.layer.when, below.layer.when);
}

function twice({ path, part }: LayerFile, a: LoadedLayer, b: LoadedLayer): Error {
  const place = part === undefined ? path : `${path} (part ${part})`;
  return a === b
    ? refused(`The template is invalid: its layer ${a.path} holds ${place} twice.`, 'Keep one of the two.')
    : refused(
        `The template is invalid: its layers ${a.path} and ${b.path} both hold ${place}, and neither lies below the other.`,
        'Give one of them another name, or conditions that exclude each other.',
      );
}

const foldersAbove = (path: string): readonly string[] => {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
};
