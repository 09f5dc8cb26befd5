import { byText } from '../folder.ts';

/** Where the images of a folder lie: which class each is of, and which are of a test part. */
export interface Arranged {
  /** Of each path, its class. */
  readonly classOf: ReadonlyMap<string, string>;
  /** Paths that are of no class. */
  readonly astray: readonly string[];
  /** Whether the folders are called like parts, and hold no classes. */
  readonly areParts?: true;
  /** Where folders for a test part were found: the expression that finds it in a path, and the folders' names. */
  readonly official?: { readonly test: string; readonly folders: readonly string[] };
}

const training = ['train', 'training', 'val', 'valid', 'validation', 'dev'];
const testing = ['test', 'testing', 'eval', 'holdout', 'hold-out'];
const isPart = (name: string): boolean => [...training, ...testing].includes(name.toLowerCase());
const isTest = (name: string): boolean => testing.includes(name.toLowerCase());

/** Reads the arrangement out of the paths: class folders, within folders for parts or around them, or below one more folder. */
export function arrange(paths: readonly string[]): Arranged {
  const segments = paths.map((path) => path.split('/').slice(0, -1));
  const shared = sharedDepth(segments);
  const first = segments.filter((one) => one.length > shared).map((one) => one[shared] ?? '');
  const tops = [...new Set(first)].sort(byText);
  if (tops.length > 0 && tops.every(isPart) && segments.some((one) => one.length > shared + 1))
    return arranged(paths, segments, shared + 1, shared, tops);
  if (tops.length > 1 && tops.every(isPart)) return { ...arranged(paths, segments, shared), areParts: true };
  const seconds = [...new Set(segments.filter((one) => one.length > shared + 1).map((one) => one[shared + 1] ?? ''))];
  const isInside = seconds.length > 1 && seconds.every(isPart) && segments.every((one) => one.length > shared + 1);
  if (isInside) return arranged(paths, segments, shared, shared + 1, seconds.sort(byText));
  return arranged(paths, segments, shared);
}

/** How many folders lie around everything else: `photos/2024/cat` and `photos/2024/dog` share two. */
function sharedDepth(segments: readonly (readonly string[])[]): number {
  const [first = []] = segments;
  for (let depth = 0; ; depth += 1) {
    const isShared = segments.every((one) => one.length > depth && one[depth] === first[depth]);
    // The deepest folder that is there is a class, alone as it is.
    if (!isShared || segments.every((one) => one.length === depth + 1)) return depth;
  }
}

function arranged(
  paths: readonly string[],
  segments: readonly (readonly string[])[],
  at: number,
  part?: number,
  folders: readonly string[] = [],
): Arranged {
  const known = paths.map((path, index) => [path, segments[index]?.[at]] as const);
  const classOf = new Map(known.filter((one): one is readonly [string, string] => one[1] !== undefined));
  const astray = paths.filter((path) => !classOf.has(path));
  const tests = folders.filter(isTest);
  if (part === undefined || tests.length === 0 || tests.length === folders.length) return { classOf, astray };
  const before = part === 0 ? '' : `(?:[^/]+/){${part}}`;
  return { classOf, astray, official: { test: `^${before}(?:${tests.join('|')})/`, folders } };
}
