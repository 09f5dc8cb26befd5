import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from '../context.ts';

/** The text of `--answers`: a file, or standard input for `-`. */
export async function readAnswers(from: string, { cwd, stdin, signal }: Context): Promise<string> {
  if (from !== '-') return readFile(path.resolve(cwd, from), { encoding: 'utf8', signal });
  if (stdin.isTTY) throw new Error('it is a terminal');
  return text(addAbortSignal(signal, stdin));
}
