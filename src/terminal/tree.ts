import { quoted } from '../text/encode.ts';
import { readableSize } from '../text/size.ts';
import { wrapped } from './columns.ts';

/** A file or a folder of a drawn tree. */
export interface Leaf {
  readonly path: string;
  /** Shown at the right, when given. */
  readonly size?: number;
}

/**
 * How many folders are drawn, each in a line of its own, and how many files beside them are named; a tree shows the first
 * few files of a folder that holds very many.
 */
const most = { folders: 12, files: 24, leaves: 100, shown: 5 };

type Node = Map<string, Node | Leaf>;

/** Draws paths as a tree, folders first, with sizes in a column of their own; what a terminal would obey is escaped. */
export function drawTree(leaves: readonly Leaf[]): readonly string[] {
  const root: Node = new Map();
  for (const leaf of leaves) {
    const segments = leaf.path.split('/');
    const name = segments.pop() ?? '';
    let node = root;
    for (const segment of segments) {
      const next = node.get(segment);
      const folder: Node = next instanceof Map ? next : new Map();
      node.set(segment, folder);
      node = folder;
    }
    node.set(name, leaf);
  }
  const rows = drawNode(root, '');
  const width = Math.max(...rows.map(({ text }) => text.length));
  return rows.map(({ text, size }) =>
    size === undefined ? text : `${text.padEnd(width)}  ${readableSize(size).padStart(7)}`,
  );
}

function drawNode(node: Node, indent: string): { text: string; size?: number }[] {
  const isFolder = (child: Node | Leaf): child is Node => child instanceof Map;
  const entries = [...node].sort(([a, x], [b, y]) => Number(isFolder(y)) - Number(isFolder(x)) || (a < b ? -1 : 1));
  const files = entries.filter(([, child]) => !isFolder(child));
  const hidden =
    files.length > most.leaves ? files.slice(most.shown).flatMap(([, child]) => (isFolder(child) ? [] : [child])) : [];
  const shown: typeof entries = hidden.length === 0 ? entries : entries.slice(0, entries.length - hidden.length);
  if (hidden.length > 0) {
    const size = hidden.reduce((sum, one) => sum + (one.size ?? 0), 0);
    shown.push([`… ${count(hidden.length, 'more file')}`, { path: '', size }]);
  }
  return shown.flatMap(([name, child], index) => {
    const last = index === shown.length - 1;
    const text = `${indent}${last ? '└── ' : '├── '}${plain(name)}`;
    if (isFolder(child)) return [{ text: `${text}/` }, ...drawNode(child, `${indent}${last ? '    ' : '│   '}`)];
    return [child.size === undefined ? { text } : { text, size: child.size }];
  });
}

/** A line for each folder with the number of its files, and one for what lies beside them. */
export function drawFolders(leaves: readonly Leaf[], width: number): readonly string[] {
  const paths = leaves.map(({ path }) => path);
  const tops = [
    ...new Set(paths.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/') + 1))),
  ];
  const rows = tops.map((top) => folderRow(paths.filter((path) => path.startsWith(top))));
  const beside = paths.filter((path) => !path.includes('/'));
  const more = rows.length - most.folders;
  const unnamed = beside.length - most.files;
  const named = beside.slice(0, most.files).map(plain).join(', ');
  return [
    ...rows.slice(0, most.folders),
    ...(more > 0 ? [`… and ${count(more, 'folder')} more`] : []),
    ...(beside.length > 0 ? wrapped(unnamed > 0 ? `${named} and ${unnamed} more files` : named, width) : []),
  ];
}

/** `src/demo/ … 34 files`: down to where the paths part. */
function folderRow(paths: readonly string[]): string {
  const [first = ''] = paths;
  const deepest = first.split('/').slice(0, -1);
  const shared = deepest.findLastIndex((_, index) => {
    const folder = `${deepest.slice(0, index + 1).join('/')}/`;
    return paths.every((path) => path.startsWith(folder));
  });
  return `${plain(deepest.slice(0, shared + 1).join('/'))}/ … ${count(paths.length, 'file')}`;
}

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;
const plain = (name: string): string => quoted(name).slice(1, -1);
