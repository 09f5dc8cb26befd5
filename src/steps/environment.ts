import { existsSync, promises } from 'node:fs';
import path from 'node:path';
import type { ChildContext } from '../context.ts';
import { type ChildResult, runChild } from '../system/child.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Plan, StepOutcome } from '../types.ts';
import { constraints, environmentByHand, isPython, requirement } from './by-hand.ts';
import { importOwn } from './import-own.ts';
import { pipEnv } from './pip.ts';
import { findPython } from './python.ts';
import { pythonEnv, type Run } from './python-env.ts';
import { uvEnv, uvSettings } from './uv.ts';

/** The project's own interpreter, once the environment is made. */
export const projectPython = (plan: Plan, platform: string): string =>
  platform === 'win32'
    ? path.join(plan.target, '.venv', 'Scripts', 'python.exe')
    : path.join(plan.target, '.venv', 'bin', 'python');

/** Makes `.venv`, installs the project into it and looks whether it is there: with uv where there is one, else with venv and pip. */
export async function makeEnvironment(
  plan: Plan,
  context: ChildContext,
  progress: Progress,
  python: string | undefined,
): Promise<StepOutcome> {
  const name = 'environment';
  const folder = path.join(plan.target, '.venv');
  const command = environmentByHand(plan, context);
  if (!isPython(plan)) return noPython(plan);
  if (existsSync(folder)) return { name, status: 'failed', reason: 'there is a .venv already', command };
  const found = await findPython(context, plan.target, python);
  if ('problem' in found)
    return { name, status: 'failed', reason: `${found.problem}. ${found.next}`, command, output: found.said };
  const run: Run = (words, env = {}) =>
    runChild(context, words, {
      cwd: plan.target,
      env: { ...pythonEnv(context.env), ...env },
      onLine: progress.line,
    });
  const uv = (await run(['uv', '--version'])).status === 'ok';
  progress.note(`Python ${found.version} at ${found.path}`);
  progress.note(`${uv ? 'uv' : 'pip'} will download ${sizeOf(plan)}, less what it has cached.`);
  for (const variable of ['PYTHONHOME', 'PYTHONPATH'].filter((one) => context.env[one]))
    progress.note(`${variable} is set, and was passed over here. Unset it before you run the project.`);
  const own = projectPython(plan, context.platform);
  const { problem, status, tail } = await firstFailure([
    ...(uv ? withUv : withPip)({ plan, context, run, python: found.path, own }),
    ['the project cannot be imported from .venv', () => importOwn(plan, own, run)],
  ]);
  if (status === 'ok') return { name, status, detail: `.venv with Python ${found.version}, by ${uv ? 'uv' : 'pip'}` };
  await promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  if (status === 'interrupted') return { name, status, reason: 'the half-made .venv was removed', command };
  return { name, status: 'failed', reason: problem, command, output: tail };
}

/** What is to be verified may need no environment; what is to be installed was not. */
function noPython({ steps }: Plan): StepOutcome {
  const reason = 'the template makes no Python project';
  const asked = !steps.includes('verify');
  return asked
    ? { name: 'environment', status: 'failed', reason: `${reason}, so there is nothing to install` }
    : { name: 'environment', status: 'skipped', reason };
}

type Stage = readonly [problem: string, take: () => Promise<ChildResult>];

interface Scene {
  readonly plan: Plan;
  readonly context: ChildContext;
  readonly run: Run;
  readonly python: string;
  /** The interpreter in `.venv`. */
  readonly own: string;
}

async function firstFailure(stages: readonly Stage[]): Promise<ChildResult & { readonly problem: string }> {
  for (const [problem, take] of stages) {
    const result = await take();
    if (result.status !== 'ok') return { ...result, problem };
  }
  return { status: 'ok', stdout: '', tail: [], problem: '' };
}

const sizeOf = ({ downloadMB }: Plan): string => (downloadMB > 0 ? `about ${downloadMB} MB` : 'what it depends on');

// `uv sync` would take a workspace that surrounds the project for its own, and change what is outside; its settings too.
const withUv = ({ plan, context, run, python, own }: Scene): readonly Stage[] => [
  [
    'uv venv failed',
    () => run(['uv', 'venv', '--no-config', '--no-project', '--python', python, '.venv'], uvEnv(context.env)),
  ],
  [
    'uv pip install failed',
    async () => {
      const settings = path.join(plan.target, '.venv', 'uv.toml');
      await promises.writeFile(settings, await uvSettings(python, context, run));
      const words = ['uv', 'pip', 'install', '--config-file', settings, '--python', own, ...installed(plan)];
      return run(words, uvEnv(context.env)).finally(() => promises.rm(settings));
    },
  ],
];

const withPip = ({ plan, context, run, python, own }: Scene): readonly Stage[] => [
  [`${path.basename(python)} -m venv .venv failed`, () => run([python, '-m', 'venv', '.venv'])],
  [
    'pip install failed',
    async () => run([own, '-m', 'pip', 'install', ...installed(plan)], await pipEnv(own, context, run)),
  ],
];

const installed = (plan: Plan): readonly string[] => [...constraints(plan), '-e', requirement(plan)];
