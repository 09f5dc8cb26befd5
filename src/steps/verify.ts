import { existsSync } from 'node:fs';
import type { ChildContext } from '../context.ts';
import { runChild } from '../system/child.ts';
import type { Progress } from '../terminal/progress.ts';
import { commandLine, shellOf } from '../text/shell.ts';
import type { Command, Plan, StepOutcome } from '../types.ts';
import { isPython } from './by-hand.ts';
import { projectPython } from './environment.ts';
import { findPython } from './python.ts';
import { pythonEnv } from './python-env.ts';

/** Runs the project's tests and then its whole pipeline; `python` is the project's own. */
export async function verifyProject(plan: Plan, context: ChildContext, progress: Progress): Promise<StepOutcome> {
  const name = 'verify';
  const { test, run } = plan.commands;
  const commands = [test, run].filter((command): command is Command => command !== undefined);
  if (commands.length === 0)
    return { name, status: 'failed', reason: 'the template declares no tests and no pipeline' };
  const python = commands.some(([program]) => program === 'python') ? await interpreter(plan, context) : '';
  if (python === undefined) return { name, status: 'failed', reason: 'there is no environment to run it in' };
  for (const command of commands) {
    const shown = commandLine(command, shellOf(context));
    progress.note(shown);
    const words = command.map((word, index) => (index === 0 && word === 'python' ? python : word));
    const env = pythonEnv(context.env);
    const { status, tail } = await runChild(context, words, { cwd: plan.target, env, onLine: progress.line });
    if (status === 'interrupted') return { name, status, reason: `${shown} was interrupted`, command: shown };
    if (status !== 'ok') return { name, status: 'failed', reason: `${shown} failed`, command: shown, output: tail };
  }
  return { name, status: 'ok', detail: 'tests passed, and the pipeline reported' };
}

/** The project's own Python; any, for a project that is none of Python's and yet asks for one. */
async function interpreter(plan: Plan, context: ChildContext): Promise<string | undefined> {
  const own = projectPython(plan, context.platform);
  if (existsSync(own)) return own;
  if (isPython(plan)) return undefined;
  const found = await findPython(context, plan.target, undefined);
  return 'problem' in found ? undefined : found.path;
}
