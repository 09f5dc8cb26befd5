import type { Readable, Writable } from 'node:stream';

/** What starting other programs takes. */
export type ChildContext = Pick<Context, 'cwd' | 'env' | 'platform' | 'signal' | 'kill'>;

/** Everything of the process that a run may see. Only `cli.ts` makes one. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  /** Whether questions can be asked: a terminal on both ends, and no CI. */
  readonly interactive: boolean;
  /** Whether lines on standard error can be rewritten. */
  readonly live: boolean;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  readonly columns: number;
  readonly platform: string;
  /** Version of Node. */
  readonly node: string;
  readonly year: string;
  readonly name: string;
  readonly version: string;
  /** Folder of the built-in templates. */
  readonly templates: string;
  /** Aborts on Ctrl-C and on a request to end. */
  readonly signal: AbortSignal;
  /** Sends a signal to a process, or to a group when the number is negative. */
  readonly kill: (pid: number, signal: 'SIGTERM' | 'SIGKILL') => void;
}
