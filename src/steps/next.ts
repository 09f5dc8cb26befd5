import path from 'node:path';
import type { Context } from '../context.ts';
import { shellWord } from '../text/encode.ts';
import type { Plan, StepResult } from '../types.ts';
import { environmentCommands, isPython } from './by-hand.ts';

/** The exact commands to go on with, from the folder where the run was started. */
export function nextCommands(plan: Plan, steps: readonly StepResult[], { cwd, platform }: Context): readonly string[] {
  const below = path.relative(cwd, plan.target);
  const [make, activate, install] = environmentCommands(plan, platform);
  const made = steps.some((step) => step.name === 'environment' && step.status === 'ok');
  const environment = made ? [activate] : [make, activate, install];
  const { run, test } = plan.commands;
  const commands = [run, test].map((command) => command?.map(shellWord).join(' '));
  const lines = [...(below ? [`cd ${shellWord(below)}`] : []), ...(isPython(plan) ? environment : []), ...commands];
  return lines.filter((line) => line !== undefined);
}
