import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Change } from '../../../src/apply/change.ts';
import type { FileOp } from '../../../src/types.ts';

/** Where faults are injected: what is to be written, and what is the user's and stays whatever happens. */
export interface Scene {
  /** Everything of the scene lies below it; what lies in `outside` is nobody's to touch. */
  readonly root: string;
  readonly target: string;
  readonly files: readonly Change[];
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const op = (name: string, text: string, executable = false): FileOp => ({
  ...{ path: name, content: { text }, bytes: Buffer.byteLength(text), executable, from: [] },
});

const files: readonly FileOp[] = [
  op('.ml-portfolio.json', '{}'),
  op('README.md', '# ours\n'),
  op('data/deep/er/table.csv', 'a,b\n'),
  op('scripts/run.sh', 'echo\n', true),
  op('src/pkg/__init__.py', ''),
  op('src/pkg/main.py', 'print()\n'),
];

/** Puts files below a folder. */
function put(folder: string, held: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(held)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

export type Kind = 'new' | 'existing' | 'changed' | 'swept';
export const kinds: readonly Kind[] = ['new', 'existing', 'changed', 'swept'];

/** Makes a scene in an empty folder; `dead` is a name that a killed run could have given to its staging folder. */
export function makeScene(kind: Kind, root: string, dead: string): Scene {
  put(root, { 'outside/theirs': 'theirs', 'beside/mine': 'mine' });
  if (kind === 'new') return { root, target: path.join(root, 'a/b/demo'), files };
  const target = path.join(root, 'demo');
  put(target, { 'mine.txt': 'mine', 'data/mine.csv': 'mine', 'src/pkg/mine.py': 'mine' });
  if (kind === 'swept') {
    put(root, { [`${dead}/deep/file`]: '', [`demo/${dead}/deep/file`]: '' });
    symlinkSync('../../outside', path.join(root, dead, 'deep', 'link'));
  }
  if (kind !== 'changed') return { root, target, files };
  put(target, { 'old.txt': 'old', 'gone/deep/x.txt': 'x', 'README.md': '# old\n' });
  const changes: readonly Change[] = [
    { ...op('README.md', '# new\n'), expects: sha('# old\n') },
    { ...op('old.txt', 'new'), expects: sha('old') },
    { path: 'gone/deep/x.txt', expects: sha('x') },
    op('added/one.txt', 'one'),
  ];
  return { root, target, files: changes };
}

/** Everything below a folder: what it is, and what it holds. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, heldBy(path.join(folder, name))]));
}

function heldBy(file: string): string {
  const found = lstatSync(file);
  return found.isFile() ? `file ${readFileSync(file, 'latin1')}` : found.isDirectory() ? 'folder' : 'link';
}
