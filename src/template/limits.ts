import { type Failure, refused } from '../errors.ts';
import { visibly } from '../text/encode.ts';
import { checkSafe } from './paths.ts';

const MB = 1_000_000;

/** How much a template may hold: far more than any that is of use, and too little to fill a disk. */
export const limits = {
  files: 20_000,
  depth: 64,
  layers: 300,
  questions: 200,
  choices: 500,
  bytes: 100 * MB,
  /** Of `template.json`. */
  manifest: 1 * MB,
  /** Of an archive. */
  packed: 50 * MB,
  /** How many times its size an archive may unpack to, once it is so many bytes. */
  ratio: 100,
  ratioFrom: 8 * MB,
  /** Of a `.hbs` file as it lies there, and how deep its blocks may stand in each other. */
  hbs: 1 * MB,
  blocks: 64,
  /** What one file, and all of a project's, may become when they are rendered; and the turns of their loops. */
  rendered: 5 * MB,
  allRendered: 25 * MB,
  turns: 10_000,
  allTurns: 100_000,
  /** Of a whole project, with its name in the place of the template's. */
  project: 200 * MB,
} as const;

/** What tools leave beside the files when a template is worked on; never part of it. */
const leftBehind =
  /(^|\/)(__pycache__|\.(pytest|mypy|ruff)_cache|\.git|node_modules|\.DS_Store|Thumbs\.db|\._[^/]+)(\/|$)|\.pyc$/;

/** Whether it is passed over, without a word; what leads elsewhere is not. */
export const isLeftBehind = (name: string): boolean => leftBehind.test(name) && !name.split('/').includes('..');

export const tooMuch = (problem: string): Failure =>
  refused(`The template is refused: ${problem}.`, 'Leave out what projects do not need.');

/** Counts what a template holds, and refuses it as soon as that is too much. */
export interface Counts {
  /** One more file or folder, by its path. */
  readonly entry: (name: string) => void;
  readonly bytes: (size: number) => void;
}

export function count(): Counts {
  let entries = 0;
  let bytes = 0;
  return {
    entry: (name) => {
      entries += 1;
      if (entries > limits.files) throw tooMuch(`it holds more than ${limits.files} files and folders`);
      if (name.split('/').length > limits.depth) throw tooMuch(`its folders are more than ${limits.depth} deep`);
    },
    bytes: (size) => {
      bytes += size;
      if (!(bytes <= limits.bytes)) throw tooMuch(`it holds more than ${limits.bytes / MB} MB`);
    },
  };
}

/** The same for all names that some system takes for one. */
export const folded = (name: string): string =>
  /^[ -~]*$/.test(name) ? name.toLowerCase() : name.normalize('NFC').toUpperCase().toLowerCase();

/** Refuses names that cannot be written safely, or not beside each other on every system. */
export function distinctNames(): (name: string, kind: 'file' | 'folder', shown?: string) => void {
  const known = new Map<string, { readonly name: string; readonly kind: 'file' | 'folder' }>();
  const take = (name: string, kind: 'file' | 'folder'): void => {
    const earlier = known.get(folded(name));
    if (earlier && earlier.name !== name)
      throw refused(
        `The template is refused: ${visibly(earlier.name)} and ${visibly(name)} are one name on some systems.`,
        'Rename one of them.',
      );
    if (earlier && (kind === 'file' || earlier.kind === 'file'))
      throw refused(
        `The template is refused: it holds ${visibly(name)} twice${earlier.kind === kind ? '' : ', as a file and as a folder'}.`,
        'Keep one of the two.',
      );
    known.set(folded(name), { name, kind });
  };
  return (name, kind, shown = name) => {
    checkSafe(name, shown);
    for (let slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1))
      take(name.slice(0, slash), 'folder');
    take(name, kind);
  };
}

/** The refusal of what is neither file nor folder. */
export const noFile = (shown: string, kind: 'a link' | 'not a regular file'): Failure =>
  refused(`The template is refused: ${shown} is ${kind}.`, 'Templates hold files and folders only.');
