import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { apply } from '../../../src/apply/apply.ts';
import { Failure } from '../../../src/errors.ts';
import { isChanging, type Operation, watching } from './inject.ts';
import { type Kind, kinds, makeScene, type Scene, treeOf } from './scenes.ts';

/** What goes wrong, and at which operation of the file system. */
export interface Fault {
  readonly scene: Kind;
  readonly at: number;
  readonly what: Wrong;
}

type Wrong =
  /** An error; a lasting one stays from there on: for all operations, or for those that change something. */
  | { readonly error: string; readonly lasting: 'once' | 'changing' | 'all' }
  | { readonly signal: true }
  | { readonly race: Race };

const races = [
  'saves a new file',
  'saves its own file',
  'puts a link in the place of a folder',
  'puts a link in the place of a leftover',
  'puts a link in the place of a folder of a leftover',
  'removes what is around it',
] as const;
type Race = (typeof races)[number];

const codes = [
  'EIO',
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EMFILE',
  'EBUSY',
  'EINTR',
  'ESTALE',
  'ENAMETOOLONG',
];

export const anyFault: fc.Arbitrary<Fault> = fc.record({
  scene: fc.constantFrom(...kinds),
  at: fc.integer({ min: 1, max: 150 }),
  what: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ error: fc.constantFrom(...codes), lasting: fc.constantFrom('once', 'changing', 'all') }),
    },
    { weight: 1, arbitrary: fc.constant({ signal: true } as const) },
    { weight: 2, arbitrary: fc.record({ race: fc.constantFrom(...races) }) },
  ) as fc.Arbitrary<Wrong>,
});

/** What the owner of the folder, or somebody else, does at that moment. */
function happen(race: Race, { root, target }: Scene, mine: Map<string, string>, dead: string): void {
  const link = (folder: string): void => {
    if (!existsSync(folder)) return;
    renameSync(folder, path.join(root, 'moved'));
    symlinkSync(path.join(root, 'outside'), folder);
  };
  const save = (name: string): void => {
    const file = path.join(target, name);
    if (!existsSync(path.dirname(file))) return;
    writeFileSync(file, 'saved meanwhile');
    mine.set(path.relative(root, file), 'file saved meanwhile');
  };
  if (race === 'saves a new file') save('scripts.txt');
  else if (race === 'saves its own file') save('mine.txt');
  else if (race === 'puts a link in the place of a leftover') link(path.join(root, dead));
  else if (race === 'puts a link in the place of a folder of a leftover') link(path.join(root, dead, 'deep'));
  else if (race === 'removes what is around it') {
    // A new target alone: what is the user's own is not for a test to remove.
    if (target.includes(`${path.sep}a${path.sep}`)) rmSync(path.join(root, 'a'), { recursive: true, force: true });
  } else {
    if (!existsSync(path.join(target, 'src'))) return;
    link(path.join(target, 'src'));
    for (const [name, held] of [...mine])
      if (name.startsWith('demo/src/')) {
        mine.delete(name);
        mine.set(name.replace('demo/src/', 'moved/'), held);
      }
  }
}

/** How a fault went: whether it came about at all, and which files of the user were lost. */
export interface Outcome {
  readonly injected: boolean;
  readonly lost: readonly string[];
  /** What is wrong besides: a message that says what is not so, an error that is none of ours. */
  readonly wrong: readonly string[];
}

/** Writes a project while a fault comes about, and looks at what is left. */
export async function suffer({ scene: kind, at, what }: Fault, root: string, dead: string): Promise<Outcome> {
  mkdirSync(root);
  const scene = makeScene(kind, root, dead);
  const before = treeOf(root);
  const isMine = (name: string): boolean =>
    !name.includes(dead) && !scene.files.some((file) => isAmended(scene, file, name));
  const mine = new Map(Object.entries(before).filter(([name, held]) => held.startsWith('file') && isMine(name)));
  const ending = new AbortController();
  let injected = false;
  const happens = (operation: Operation): string | undefined => {
    if (operation.number < at) return undefined;
    const first = !injected;
    if ('error' in what) {
      const now = what.lasting === 'once' ? first : what.lasting === 'all' || isChanging(operation);
      injected ||= now;
      return now ? what.error : undefined;
    }
    injected = true;
    if (!first) return undefined;
    if ('signal' in what) ending.abort();
    else happen(what.race, scene, mine, dead);
    return undefined;
  };
  let error: unknown;
  await watching(root, happens, () => apply(scene, { signal: ending.signal })).catch((thrown: unknown) => {
    error = thrown;
  });
  const after = treeOf(root);
  const lost = [...mine].filter(([name, held]) => after[name] !== held).map(([name]) => name);
  return {
    injected,
    lost,
    wrong:
      error === undefined ? ('race' in what ? [] : missing(scene, after)) : untrue(error, scene, before, after, mine),
  };
}

const isAmended = ({ root, target }: Scene, change: Scene['files'][number], name: string): boolean =>
  'expects' in change && path.join(root, name) === path.join(target, change.path);

/** Where all went well, everything is there. */
const missing = ({ root, target, files }: Scene, after: Readonly<Record<string, string>>): readonly string[] =>
  files
    .filter((file) => 'content' in file)
    .map((file) => path.relative(root, path.join(target, file.path)))
    .filter((name) => after[name] === undefined)
    .map((name) => `${name} is missing`);

/** What a failure says is so: nothing is left, or what is left is listed. */
function untrue(
  error: unknown,
  { root, files, target }: Scene,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  mine: ReadonlyMap<string, string>,
): readonly string[] {
  if (!(error instanceof Failure)) return [`not a failure of ours: ${String((error as Error).stack)}`];
  const listed = error.message.includes('could not all be removed') ? error.details : [];
  const isListed = (name: string): boolean =>
    listed.some((place) => `${path.join(root, name)}${path.sep}`.startsWith(`${place.split(' (')[0]}${path.sep}`));
  const isOurs = (name: string): boolean =>
    before[name] === undefined && !mine.has(name) && !/^(moved|demo\/src)/.test(name);
  const left = Object.keys(after).filter((name) => isOurs(name) && !isListed(name));
  const back = files
    .filter((file) => 'expects' in file)
    .map((file) => path.relative(root, path.join(target, file.path)))
    .filter((name) => before[name] !== after[name] && !isListed(name));
  return [
    ...left.map((name) => `${name} is left, and not told`),
    ...back.map((name) => `${name} is not as it was, and not told`),
  ];
}
