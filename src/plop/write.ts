import nodePlop from 'node-plop';
import type { Context } from '../context.ts';
import type { Manifest, Plan } from '../types.ts';
import { type ActionData, type PlopApi, registerGenerators } from './generators.ts';

/** Writes a plan through the generator that plop has registered for its template. Throws what stopped it. */
export async function writeThroughPlop(plan: Plan, manifest: Manifest, context: Context): Promise<void> {
  const plop = await nodePlop('', { destBasePath: context.cwd, force: false });
  const { id, summary, questions } = manifest;
  registerGenerators(plop as unknown as PlopApi, [{ id, summary, questions, plan: async () => plan }]);
  const data: ActionData = { plan, signal: context.signal };
  const { failures } = await plop.getGenerator(id).runActions(data);
  if (data.outcome?.ok === false) throw data.outcome.error;
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.error).join('; '));
}
