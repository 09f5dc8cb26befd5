import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** One operation of the file system below the folder that is watched. */
export interface Operation {
  /** From 1, in the order in which they are asked for. */
  readonly number: number;
  readonly name: string;
  readonly place: string;
}

/** What happens instead of an operation: the code of an error; nothing, where it goes on. */
type Happens = (operation: Operation) => string | undefined;

const looking = ['lstat', 'stat', 'readdir', 'readFile', 'access', 'open', 'realpath', 'exists'];
const changing = ['mkdir', 'writeFile', 'rename', 'link', 'unlink', 'rmdir', 'rm', 'chmod', 'copyFile'];

export const isChanging = ({ name }: Operation): boolean => changing.includes(name);

type Call = (...words: unknown[]) => unknown;

/**
 * Watches every operation below a folder while some work goes on, and lets any of them fail. What is imported from
 * node:fs anywhere in this process is watched; nothing of ours is replaced.
 */
export async function watching<T>(root: string, happens: Happens, work: () => Promise<T>): Promise<T> {
  let number = 0;
  const before: (() => void)[] = [];
  const replace = (holder: Record<string, unknown>, key: string, name: string): void => {
    const real = holder[key] as Call & { native?: Call };
    const watch =
      (call: Call): Call =>
      (...words) => {
        const place = words.find((word) => typeof word === 'string' && isBelow(root, word));
        if (place === undefined) return call.apply(holder, words);
        number += 1;
        const code = happens({ number, name, place: String(place) });
        if (code === undefined || name === 'exists') return call.apply(holder, words);
        // A disk that is full has taken the half of it.
        if (name === 'writeFile' && code === 'ENOSPC') call.apply(holder, [words[0], halfOf(words[1]), words[2]]);
        throw failure(code, name, String(place));
      };
    const watched = Object.assign(watch(real), real);
    if (real.native) Object.assign(watched, { native: watch(real.native) });
    holder[key] = watched;
    before.push(() => {
      holder[key] = real;
    });
  };
  for (const name of [...looking, ...changing]) replace(fs as never, `${name}Sync`, name);
  const promised = ['copyFile', 'readFile', 'readdir', 'realpath', 'lstat', 'rename', 'writeFile', 'rm', 'mkdir'];
  for (const name of promised) replaceAsync(fs.promises as never, name);
  function replaceAsync(holder: Record<string, unknown>, name: string): void {
    replace(holder, name, name);
    const throwing = holder[name] as Call;
    holder[name] = async (...words: unknown[]) => throwing(...words);
  }
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    for (const restore of before.reverse()) restore();
    syncBuiltinESMExports();
  }
}

const isBelow = (root: string, place: string): boolean => place === root || place.startsWith(root + path.sep);

const halfOf = (content: unknown): unknown =>
  typeof content === 'string' || content instanceof Uint8Array ? content.slice(0, content.length / 2) : content;

const failure = (code: string, syscall: string, place: string): Error =>
  Object.assign(new Error(`${code}: injected, ${syscall} '${place}'`), { code, syscall, path: place, errno: -1 });
