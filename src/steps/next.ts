import path from 'node:path';
import type { ChildContext } from '../context.ts';
import { commandLine, shellOf } from '../text/shell.ts';
import type { Plan, StepResult } from '../types.ts';
import { environmentCommands, isPython } from './by-hand.ts';

/** The exact commands to go on with, from the folder where the run was started. */
export function nextCommands(plan: Plan, steps: readonly StepResult[], context: ChildContext): readonly string[] {
  const shell = shellOf(context);
  const below = path.relative(context.cwd, plan.target);
  const [make, activate, install] = environmentCommands(plan, context);
  const made = steps.some((step) => step.name === 'environment' && step.status === 'ok');
  const environment = made ? [activate] : [make, activate, install];
  const { run, test } = plan.commands;
  const commands = [run, test].map((command) => command && commandLine(command, shell));
  const enter = below ? [commandLine(['cd', below.startsWith('-') ? `./${below}` : below], shell)] : [];
  return [...enter, ...(isPython(plan) ? environment : []), ...commands].filter((line) => line !== undefined);
}
