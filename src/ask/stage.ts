import { setMaxListeners } from 'node:events';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { confirm, type Stage } from './prompts.ts';

/** Prompts in the terminal of the run, until the run's own end or Ctrl-D: readline closes at it, and a prompt would wait for ever. */
export function stageOf({ stdin, stdout, signal }: Pick<Context, 'stdin' | 'stdout' | 'signal'>): Stage {
  const closed = new AbortController();
  stdin.on('keypress', (_, key) => {
    if (key?.ctrl && key.name === 'd') closed.abort();
  });
  const end = AbortSignal.any([signal, closed.signal]);
  // Each prompt leaves its listener; Node would warn of a leak amid the questions, once some were asked again.
  setMaxListeners(0, end);
  return { input: stdin, output: stdout, signal: end };
}

/** Escape at the first prompt: who did not mean to leave stays. */
export async function leave(io: Stage): Promise<void> {
  const { value, back } = await confirm(io, { message: 'Leave? Nothing is written yet.', initial: false });
  if (value && !back) throw cancelled();
}
