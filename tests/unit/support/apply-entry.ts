import { openSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { apply } from '../../../src/apply/apply.ts';
import { Failure } from '../../../src/errors.ts';
import type { Plan } from '../../../src/types.ts';
import { countingSignal } from './apply-signal.ts';

/** What the child process does: it applies each plan at its time, and prints how each ended. */
export interface Job {
  readonly plans: readonly Pick<Plan, 'target' | 'files'>[];
  /** When the first plan is due, and the time from one to the next, in milliseconds. */
  readonly start?: number;
  readonly gap?: number;
  /** Dies at this step of a plan, as by kill -9. */
  readonly dieAt?: number;
  readonly umask?: number;
  /** At this step of a plan, opens files until there are no descriptors left. */
  readonly exhaustAt?: number;
}

export interface Ended {
  readonly exitCode: number;
  readonly message?: string;
  readonly next?: string;
  readonly details?: readonly string[];
  readonly bytes?: number;
}

const { plans, start = 0, gap = 0, dieAt, umask, exhaustAt } = JSON.parse(process.argv[2] ?? '') as Job;
if (umask !== undefined) process.umask(umask);
const ends: Ended[] = [];
for (const [index, plan] of plans.entries()) {
  const due = start + index * gap;
  if (start) await setTimeout(Math.max(0, due - Date.now() - 3));
  while (start && Date.now() < due);
  ends.push(await end(plan));
}
process.stdout.write(JSON.stringify(ends));

async function end(plan: Pick<Plan, 'target' | 'files'>): Promise<Ended> {
  const signal = countingSignal((count) => {
    if (count === exhaustAt) useUpDescriptors();
    if (count === dieAt) process.kill(process.pid, 'SIGKILL');
    return false;
  });
  try {
    return { exitCode: 0, ...(await apply(plan, { signal })) };
  } catch (error) {
    if (!(error instanceof Failure)) return { exitCode: -1, message: String((error as Error).stack) };
    const { exitCode, message, next, details } = error;
    return { exitCode, message, next, details };
  }
}

function useUpDescriptors(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    // None are left.
  }
}
