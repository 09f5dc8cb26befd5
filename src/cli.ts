import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from './context.ts';
import { exit } from './errors.ts';
import { run } from './run.ts';
import { isCI, whyNothingIsAsked } from './terminal/asking.ts';

const { env, stdout, stderr } = process;

/** The command: one run in the process that we are. */
export async function main(): Promise<void> {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

  const ending = new AbortController();
  const ended = new Set<number>();
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      ending.abort();
      first ??= Date.now();
      // npx passes on a Ctrl-C that the terminal has sent us already; a later one is meant, and waits for nothing.
      if (Date.now() - first < again) return;
      for (const pid of ended) kill(pid, 'SIGKILL');
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });

  // A reader that went away (`| head`) has what it wanted, and a closed terminal none to tell; the work goes on.
  for (const stream of [stdout, stderr])
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE' || code === 'EIO') return;
      process.exitCode ||= exit.failed;
      if (stream === stdout)
        stderr.write(`Error: What was to be printed could not be written (${code}).\nSend it to another place.\n`);
    });

  const canRewrite = !isCI(env) && env.TERM !== 'dumb';

  const context: Context = {
    cwd: currentFolder(),
    env,
    // Made when it is first read, which most runs never do.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    // Standard input is looked at only where the rest is a terminal.
    interactive: stdout.isTTY === true && whyNothingIsAsked({ env, stdin: process.stdin, stdout }) === undefined,
    live: stderr.isTTY === true && canRewrite,
    colour: { stdout: inColour(stdout), stderr: inColour(stderr) },
    columns: stderr.columns || 80,
    platform: process.platform,
    node: process.version,
    year: String(new Date().getFullYear()),
    name,
    version,
    templates: fileURLToPath(new URL('../templates', import.meta.url)),
    signal: ending.signal,
    kill: (pid, signal) => {
      ended.add(pid);
      kill(pid, signal);
    },
  };

  const exitCode = await run(process.argv.slice(2), context);
  process.exitCode ||= exitCode;
  // A terminal that was asked questions would keep the process alive.
  if (context.interactive) process.stdin.unref?.();
}

/** After so many milliseconds another signal is not the same one come twice. */
const again = 300;

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    stderr.write(
      'Error: The folder that you are in was removed.\nGo to another one, and run the same command again.\n',
    );
    return process.exit(exit.failed);
  }
}

const inColour = (stream: NodeJS.WriteStream): boolean => {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
};
