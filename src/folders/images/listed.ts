import { usage } from '../../errors.ts';
import { counted } from '../../text/say.ts';
import type { Arranged } from './classes.ts';

/** Images of a folder, as a table of paths and classes has them. */
export interface Listed extends Pick<Arranged, 'classOf' | 'astray'> {
  /** What the table names, and is not there. */
  readonly absent: readonly string[];
}

/** A path and a class, from each row of a table. */
export type ListedRow = readonly [path: string, name: string];

/**
 * Holds a table against what lies in its folder. A table may name a file by its path, by its name alone, or without its
 * ending, wherever that leads to one file.
 */
export function listed(rows: readonly ListedRow[], paths: readonly string[]): Listed {
  const exact = new Set(paths);
  const byName = single(paths, (path) => path.slice(path.lastIndexOf('/') + 1));
  const byStem = single(paths, (path) => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, ''));
  const classOf = new Map<string, string>();
  const absent: string[] = [];
  for (const [typed, name] of rows) {
    const plain = typed.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    const path = exact.has(plain) ? plain : (byName.get(plain) ?? byStem.get(plain));
    if (path === undefined) absent.push(typed);
    else if (name !== '') classOf.set(path, oneClass(typed, classOf.get(path), name));
  }
  if (classOf.size === 0 && absent.length > 0)
    throw usage(
      `Of ${counted(absent.length, 'image')} that the table names none lies beside it; the first is ${absent[0]}.`,
      'Write each path as it is from where the table lies, and run the same command.',
    );
  return { classOf, astray: paths.filter((path) => !classOf.has(path)), absent };
}

/** What a short name stands for, where it is that of one file alone. */
function single(paths: readonly string[], short: (path: string) => string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const path of paths) found.set(short(path), found.has(short(path)) ? undefined : path);
  return found;
}

function oneClass(path: string, earlier: string | undefined, name: string): string {
  if (earlier === undefined || earlier === name) return name;
  throw usage(
    `The table gives ${path} two classes, ${earlier} and ${name}.`,
    'Leave one of these rows out, and run the same command.',
  );
}
