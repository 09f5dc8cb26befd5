import { existsSync, promises } from 'node:fs';
import path from 'node:path';
import type { ChildContext } from '../context.ts';
import { runChild } from '../system/child.ts';
import type { Progress } from '../terminal/progress.ts';
import type { Plan, StepOutcome } from '../types.ts';
import { constraints, environmentCommands, isPython, requirement } from './by-hand.ts';
import { findPython } from './python.ts';

/** The project's own interpreter, once the environment is made. */
export const projectPython = (plan: Plan, platform: string): string =>
  platform === 'win32'
    ? path.join(plan.target, '.venv', 'Scripts', 'python.exe')
    : path.join(plan.target, '.venv', 'bin', 'python');

/** Makes `.venv` and installs the project into it: with uv where there is one, else with venv and pip. */
export async function makeEnvironment(
  plan: Plan,
  context: ChildContext,
  progress: Progress,
  python: string | undefined,
): Promise<StepOutcome> {
  const name = 'environment';
  const folder = path.join(plan.target, '.venv');
  const command = environmentCommands(plan, context.platform).join(' && ');
  if (!isPython(plan)) return { name, status: 'skipped', reason: 'the template makes no Python project' };
  if (existsSync(folder)) return { name, status: 'failed', reason: 'there is a .venv already', command };
  const found = await findPython(context, python);
  if ('problem' in found) return { name, status: 'failed', reason: `${found.problem}. ${found.next}`, command };
  const uv = (await runChild(context, ['uv', '--version'], { cwd: plan.target })).status === 'ok';
  progress.note(
    `Python ${found.version} at ${found.path}; ${uv ? 'uv' : 'pip'} will download ${sizeOf(plan)}, less what it has cached.`,
  );
  for (const words of (uv ? withUv : withPip)(plan, found.path, context.platform)) {
    // An environment that is active where we run is not the project's.
    const env = { VIRTUAL_ENV: '', PYTHONUNBUFFERED: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' };
    const { status, tail } = await runChild(context, words, { cwd: plan.target, env, onLine: progress.line });
    if (status === 'ok') continue;
    await promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
    if (status === 'interrupted') return { name, status, reason: 'the half-made .venv was removed', command };
    return { name, status: 'failed', reason: `${words.slice(0, 4).join(' ')} failed`, command, output: tail };
  }
  return { name, status: 'ok', detail: `.venv with Python ${found.version}, by ${uv ? 'uv' : 'pip'}` };
}

const sizeOf = ({ downloadMB }: Plan): string => (downloadMB > 0 ? `about ${downloadMB} MB` : 'what it depends on');

// `uv sync` would take a workspace that surrounds the project for its own, and change what is outside.
const withUv = (plan: Plan, python: string, platform: string): readonly (readonly string[])[] => [
  ['uv', 'venv', '--python', python, '.venv'],
  ['uv', 'pip', 'install', '--python', projectPython(plan, platform), ...installed(plan)],
];

const withPip = (plan: Plan, python: string, platform: string): readonly (readonly string[])[] => [
  [python, '-m', 'venv', '.venv'],
  [projectPython(plan, platform), '-m', 'pip', 'install', ...installed(plan)],
];

const installed = (plan: Plan): readonly string[] => [...constraints(plan), '-e', requirement(plan)];
