import { exclude, implies } from '../answers/conditions.ts';
import { refused, usage } from '../errors.ts';
import { visibly } from '../text/encode.ts';
import type { FileOp, Layer, LayerFile, LoadedLayer, Question } from '../types.ts';
import { folded } from './limits.ts';

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
  /** Two names that some system takes for one. */
  readonly twins?: true;
}

/** What a collision is found among: less than what loading a template finds out. */
type Held = Pick<LayerFile, 'path' | 'source' | 'part'>;
type Holding = Layer & Pick<LoadedLayer, 'level'> & { readonly files: readonly Held[] };

/** All of them. */
export function collisions(layers: readonly Holding[], questions: readonly Question[]): readonly Collision[] {
  const meet = meeting(questions);
  const found: Collision[] = [];
  const holders = new Map<string, Holder[]>();
  const folders = new Map<string, Set<Holding>>();
  for (const layer of layers) {
    for (const file of layer.files) {
      const place = folded(file.path);
      const earlier = holders.get(place) ?? [];
      const clash = earlier.find((below) => meet(below.layer, layer) && collide(below, { layer, file }, questions));
      const collision = clash && twice(file, clash, layer);
      // A file that is there whole is in the way of each of its parts, and is one too many once.
      if (collision && !found.some(({ problem }) => problem === collision.problem)) found.push(collision);
      holders.set(place, [...earlier, { layer, file }]);
      for (const folder of foldersAbove(place)) folders.set(folder, (folders.get(folder) ?? new Set()).add(layer));
    }
  }
  for (const [folder, layersBelow] of folders) {
    for (const { layer, file } of holders.get(folder) ?? []) {
      const clash = [...layersBelow].find((below) => meet(layer, below));
      const both = { ...file, path: `${file.path} (a file and a folder)` };
      if (clash) found.push(twice(both, { layer, file: both }, clash));
    }
  }
  return found;
}

/** Whether two layers can be laid together: found out once, and asked for each file that both hold. */
function meeting(questions: readonly Question[]): (a: Layer, b: Layer) => boolean {
  const found = new Map<Layer, Map<Layer, boolean>>();
  return (a, b) => {
    const ofOne = found.get(a) ?? new Map<Layer, boolean>();
    found.set(a, ofOne);
    const met = ofOne.get(b) ?? !exclude(a.when, b.when, questions);
    ofOne.set(b, met);
    return met;
  };
}

/** The same for the files of one project: its name in place of the sentinel may be a name that the template has already. */
export function checkApart(files: readonly FileOp[]): void {
  const known = new Map<string, FileOp>();
  for (const file of files) {
    const earlier = known.get(folded(file.path));
    if (earlier)
      throw usage(
        `Two files of the template become ${file.path} in a project of this name.`,
        'Choose another folder, or set --package.',
        [...earlier.from, ...file.from],
      );
    known.set(folded(file.path), file);
  }
}

/** Whether two files for one path, both of which can apply, are one too many. */
function collide(below: Holder, above: Holder, questions: readonly Question[]): boolean {
  if (below.file.path !== above.file.path) return true;
  const [a, b] = [below.file.part, above.file.part];
  if (below.layer.level !== above.layer.level) return a === undefined && b !== undefined;
  if (a !== b) return a === undefined || b === undefined;
  return below.layer === above.layer || !implies(above.layer.when, below.layer.when, questions);
}

function twice({ path, part, source }: Held, { layer: a, file: earlier }: Holder, b: Holding): Collision {
  if (earlier.path !== path)
    return {
      source,
      problem: `its layers ${a.path} and ${b.path} hold ${visibly(earlier.path)} and ${visibly(path)}, which are one name on some systems`,
      fix: 'Rename one of them.',
      twins: true,
    };
  if (a.level === b.level && (part === undefined) !== (earlier.part === undefined))
    return {
      source: part === undefined ? source : earlier.source,
      problem: `its layers hold ${path} whole (in ${part === undefined ? b.path : a.path}) and in parts as well`,
      fix: `Move the whole one among the parts: _parts/${path}/10-….`,
    };
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
