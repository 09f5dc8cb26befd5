import { constants, openSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import path from 'node:path';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from '../context.ts';

/** The text of `--answers`: a file, or standard input for `-`. */
export async function readAnswers(from: string, { cwd, stdin, signal }: Context): Promise<string> {
  if (from === '-') {
    if (stdin.isTTY) throw new Error('it is a terminal');
    return text(addAbortSignal(signal, stdin));
  }
  const file = path.resolve(cwd, from);
  if (!(await stat(file)).isFIFO()) return readFile(file, { encoding: 'utf8', signal });
  // Who waits for a writer the usual way cannot be ended, not even by an exit.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return text(addAbortSignal(signal, new Socket({ fd, readable: true, writable: false })));
}
