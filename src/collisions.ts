import { exclude, implies } from './conditions.ts';
import { refused } from './errors.ts';
import type { Layer, LayerFile, LoadedLayer, Question } from './types.ts';

interface Holder {
  readonly layer: Holding;
  readonly file: Held;
}

/**
 * Refuses two files for one place, for all answers at once. Two layers may hold the same path only if one lies below the
 * other, or their conditions exclude each other; the parts of one file need different names; no path is both file and
 * folder. What extends a template may replace its files, part by part or whole.
 */
export function checkCollisions(layers: readonly LoadedLayer[], questions: readonly Question[]): void {
  const [first] = collisions(layers, questions);
  if (first) throw refused(`The template is invalid: ${first.problem}.`, first.fix);
}

export interface Collision {
  /** The file that is one too many. */
  readonly source: string;
  readonly problem: string;
  readonly fix: string;
}

/** What a collision is found among: less than what loading a template finds out. */
type Held = Pick<LayerFile, 'path' | 'source' | 'part'>;
type Holding = Layer & Pick<LoadedLayer, 'level'> & { readonly files: readonly Held[] };

/** All of them. */
export function collisions(layers: readonly Holding[], questions: readonly Question[]): readonly Collision[] {
  const meet = (a: Layer, b: Layer): boolean => !exclude(a.when, b.when, questions);
  const found: Collision[] = [];
  const holders = new Map<string, Holder[]>();
  const folders = new Map<string, Set<Holding>>();
  for (const layer of layers) {
    for (const file of layer.files) {
      const earlier = holders.get(file.path) ?? [];
      const clash = earlier.find((below) => meet(below.layer, layer) && collide(below, { layer, file }));
      if (clash) found.push(twice(file, clash.layer, layer));
      holders.set(file.path, [...earlier, { layer, file }]);
      for (const folder of foldersAbove(file.path)) folders.set(folder, (folders.get(folder) ?? new Set()).add(layer));
    }
  }
  for (const [folder, layersBelow] of folders) {
    for (const { layer, file } of holders.get(folder) ?? []) {
      const clash = [...layersBelow].find((below) => meet(layer, below));
      if (clash) found.push(twice({ ...file, path: `${folder} (a file and a folder)` }, layer, clash));
    }
  }
  return found;
}

/** Whether two files for one path, both of which can apply, are one too many. */
function collide(below: Holder, above: Holder): boolean {
  const [a, b] = [below.file.part, above.file.part];
  if (below.layer.level !== above.layer.level) return a === undefined && b !== undefined;
  if (a !== b) return a === undefined || b === undefined;
  return below.layer === above.layer || !implies(above.layer.when, below.layer.when);
}

function twice({ path, part, source }: Held, a: Layer, b: Layer): Collision {
  const place = part === undefined ? path : `${path} (part ${part})`;
  return a === b
    ? { source, problem: `its layer ${a.path} holds ${place} twice`, fix: 'Keep one of the two.' }
    : {
        source,
        problem: `its layers ${a.path} and ${b.path} both hold ${place}, and neither lies below the other`,
        fix: 'Give one of them another name, or conditions that exclude each other.',
      };
}

const foldersAbove = (path: string): readonly string[] => {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
};
