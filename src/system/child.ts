import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Context } from '../context.ts';
import { type Changes, childEnv } from './child-env.ts';
import { findProgram } from './program.ts';

export interface ChildResult {
  readonly status: 'ok' | 'failed' | 'interrupted' | 'missing';
  readonly stdout: string;
  /** The last lines of both streams, for the report of a failure. */
  readonly tail: readonly string[];
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: Changes;
  readonly onLine?: (line: string) => void;
  /** What it reads; nothing, unless this says so. */
  readonly input?: string;
}

const tailLength = 20;
const graceMs = 3_000;

/** A line as it would stand in the end: without colours, and only what a progress bar has written last. */
const asShown = (line: string): string => stripVTControlCharacters(line).trimEnd().replace(/^.*\r/s, '');

/** Runs one command without a shell; a cancelled run ends the command and everything that it started. */
export async function runChild(
  context: Pick<Context, 'env' | 'signal' | 'platform' | 'kill'>,
  [name = '', ...words]: readonly string[],
  options: ChildOptions,
): Promise<ChildResult> {
  const { execa } = await import('execa');
  const tail: string[] = [];
  if (context.signal.aborted) return { status: 'interrupted', stdout: '', tail };
  const program = findProgram(name, options.cwd, context);
  if (!program) return { status: 'missing', stdout: '', tail };
  const grouped = context.platform !== 'win32';
  const child = execa(program, words, {
    cwd: options.cwd,
    env: childEnv(context.env, options.env),
    extendEnv: false,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    all: true,
    reject: false,
    // Its own group, so that a signal reaches what pip and pytest start in turn, and Ctrl-C is ours to pass on.
    detached: grouped,
    cleanup: true,
  });
  const end = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    if (child.pid === undefined) return;
    if (grouped) context.kill(-child.pid, signal);
    else child.kill(signal);
  };
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    end('SIGTERM');
    timer = setTimeout(() => end('SIGKILL'), graceMs);
  };
  context.signal.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const line of child.iterable({ from: 'all' })) {
      const shown = asShown(String(line));
      if (shown) {
        tail.push(shown);
        if (tail.length > tailLength) tail.shift();
        options.onLine?.(shown);
      }
    }
  } catch {
    // The stream ends with the child; how it ended is read from its result.
  }
  const result = await child;
  clearTimeout(timer);
  context.signal.removeEventListener('abort', onAbort);
  const status = context.signal.aborted
    ? 'interrupted'
    : result.code === 'ENOENT'
      ? 'missing'
      : result.failed
        ? 'failed'
        : 'ok';
  return { status, stdout: String(result.stdout ?? ''), tail };
}

/** Hands what one command prints on to a reader, byte for byte; a reader that fails ends the command. */
export async function pipeChild(
  context: Pick<Context, 'env' | 'platform'>,
  [name = '', ...words]: readonly string[],
  { cwd, env }: Pick<ChildOptions, 'cwd' | 'env'>,
  read: (stdout: Readable) => Promise<void>,
): Promise<void> {
  const { execa } = await import('execa');
  const program = findProgram(name, cwd, context) ?? name;
  const from = { cwd, env: childEnv(context.env, env), extendEnv: false } as const;
  const child = execa(program, words, { ...from, stdin: 'ignore', buffer: false, reject: false });
  try {
    await read(child.stdout);
  } finally {
    child.kill();
    await child;
  }
}
