import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { anyFault, type Fault, type Outcome, suffer } from './fault.ts';
import { tried } from './seeds.ts';

/** What a night has come to. */
export interface Night {
  readonly injected: number;
  readonly lost: number;
}

/** Injects at least so many faults, and throws at the first that loses a file or says what is not so. */
export async function night(faults: number): Promise<Night> {
  const base = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'faults-'));
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const dead = `.ml-portfolio-staging-${machine}-${spawnSync('true').pid}-01234567`;
  let [run, injected, lost] = [0, 0, 0];
  const one = async (fault: Fault): Promise<void> => {
    run += 1;
    const root = path.join(base, String(run));
    const outcome: Outcome = await suffer(fault, root, dead);
    rmSync(root, { recursive: true, force: true });
    injected += outcome.injected ? 1 : 0;
    lost += outcome.lost.length;
    const wrong = [...outcome.lost.map((name) => `${name} is lost`), ...outcome.wrong];
    if (wrong.length > 0) throw new Error(`${JSON.stringify(fault)}:\n${wrong.join('\n')}`);
  };
  try {
    // Some come too late to come about at all.
    while (injected < faults) await tried('faults', anyFault, one, Math.max(20, faults - injected));
  } finally {
    rmSync(base, { recursive: true, force: true });
    process.stdout.write(`faults injected: ${injected}, files lost: ${lost}\n`);
  }
  return { injected, lost };
}
