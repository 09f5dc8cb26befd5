#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from './context.ts';
import { run } from './run.ts';

const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { env, stdin, stdout, stderr } = process;

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());

// A reader that went away (`| head`) has what it wanted; the work goes on.
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const inColour = (stream: NodeJS.WriteStream): boolean => {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
};

const context: Context = {
  cwd: process.cwd(),
  env,
  stdin,
  stdout,
  stderr,
  interactive: stdin.isTTY === true && stdout.isTTY === true && !env.CI && env.TERM !== 'dumb',
  live: stderr.isTTY === true && !env.CI && env.TERM !== 'dumb',
  colour: { stdout: inColour(stdout), stderr: inColour(stderr) },
  columns: stderr.columns ?? 80,
  platform: process.platform,
  node: process.version,
  year: String(new Date().getFullYear()),
  name,
  version,
  templates: fileURLToPath(new URL('../templates', import.meta.url)),
  signal: ending.signal,
  kill: (pid, signal) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended already.
    }
  },
};

process.exitCode = await run(process.argv.slice(2), context);
// A terminal that was asked questions would keep the process alive.
stdin.unref?.();
