import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** One command to measure; `{new}` among its words is the folder that it makes. */
export interface Job {
  readonly name: string;
  readonly words: readonly string[];
  /** How many files it has to write. */
  readonly files: number;
}

export interface Sample {
  readonly seconds: number;
  /** Of the processor, all threads together. */
  readonly cpu: number;
  readonly peak: number;
}

/** Runs the jobs by turns, so many rounds of them after some to warm up, in a folder of their own. */
export function measure(
  root: string,
  folder: string,
  rounds: number,
  jobs: readonly Job[],
  warmUp = 1,
): Readonly<Record<string, readonly Sample[]>> {
  const script = path.join(root, 'scripts', 'bench', 'measure.py');
  const output = execFileSync('python3', [script], {
    input: JSON.stringify({ folder, rounds, jobs, warmUp }),
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return JSON.parse(output);
}
