import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { Ended, Job } from './apply-entry.ts';

let folder = '';

/** Node 20 runs no TypeScript, so the child runs a bundle, made once for each test file. */
export function useChild(): void {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'apply-child-'));
    // The child may run as another user.
    chmodSync(folder, 0o755);
    await build({
      entryPoints: [fileURLToPath(new URL('./apply-entry.ts', import.meta.url))],
      outfile: path.join(folder, 'entry.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

export const isRoot = process.getuid?.() === 0;

/** Runs a job in a process of its own; as `nobody` when asked and allowed, since permissions do not bind root. */
export async function inChild(
  job: Job,
  { unprivileged = false, files }: { unprivileged?: boolean; files?: number } = {},
): Promise<{ ends: readonly Ended[]; signal: string | null }> {
  const nobody = unprivileged && isRoot ? { uid: 65534, gid: 65534 } : {};
  const node = [process.execPath, path.join(folder, 'entry.mjs'), JSON.stringify(job)];
  const [command = '', ...args] = files ? ['sh', '-c', `ulimit -n ${files}; exec "$@"`, 'sh', ...node] : node;
  const child = spawn(command, args, { ...nobody, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  const signal = await new Promise<string | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve(signal));
  });
  return { ends: out === '' ? [] : JSON.parse(out), signal };
}
