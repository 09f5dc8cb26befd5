import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import type { Finding, Trial } from '../../src/authoring/finding.ts';
import type { Created, DryRun } from '../../src/report/created.ts';
import type { Listed } from '../../src/report/listing.ts';
import type { Head, Text } from '../../src/report/report.ts';
import type { Registration } from '../../src/sources/registration.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Sends this signal as soon as standard error shows the text, or after so many milliseconds. */
  readonly signal?: { readonly after: string | number; readonly name: NodeJS.Signals };
  /** As another user, when we are root. */
  readonly uid?: number;
}

/** Runs a program with pipes for its three streams, and waits for it. */
export function runProgram(program: string, words: readonly string[], options: RunOptions): Promise<Ended> {
  const env = { ...process.env, CI: undefined, FORCE_COLOR: undefined, NO_COLOR: undefined, ...options.env };
  const identity = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(program, words, { cwd: options.cwd, env, ...identity });
  let stdout = '';
  let stderr = '';
  let sent = false;
  const { signal } = options;
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
    if (typeof signal?.after === 'string' && !sent && stderr.includes(signal.after)) {
      sent = true;
      child.kill(signal.name);
    }
  });
  const timer = typeof signal?.after === 'number' ? setTimeout(() => child.kill(signal.name), signal.after) : undefined;
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128, stdout, stderr });
    });
  });
}

/** Runs the installed command. */
export const cli = (words: readonly string[], options: RunOptions): Promise<Ended> =>
  runProgram(inject('bin'), words, options);

/** The report of any command: which of these it has is for a test to know. */
export type Report = Head &
  Partial<Created & DryRun & Listed & Text> & {
    readonly findings?: readonly Finding[];
    readonly trials?: readonly Trial[];
    readonly registration?: Registration;
  };

/** Runs the installed command with `--json`, and reads its report. */
export async function report(words: readonly string[], options: RunOptions): Promise<Report> {
  const { stdout } = await cli([...words, '--json'], options);
  return JSON.parse(stdout);
}

const folders: string[] = [];

/** A new empty folder, removed when the test file is done. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'create-ml-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Every file below a folder with its content, for comparing what was with what is. */
export function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const content = entry.isFile() ? readFileSync(file, 'base64') : entry.isSymbolicLink() ? 'link' : 'folder';
      return [path.relative(folder, file), content];
    }),
  );
}
