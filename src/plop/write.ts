import nodePlop from 'node-plop';
import type { Source } from '../types.ts';
import type { PlopApi } from './api.ts';
import { type Creation, generatorOf, type Job, registerGenerators } from './generators.ts';

/** Does a job through the generator that plop has registered for its template. Throws what kept it from being written. */
export async function doThroughPlop(job: Job, source: Source): Promise<Creation> {
  const plop = await nodePlop('', { destBasePath: job.scene.context.cwd, force: false });
  registerGenerators(plop as unknown as PlopApi, [generatorOf(source, () => job)]);
  const { failures } = await plop.getGenerator(source.manifest.id).runActions({});
  if (job.error !== undefined) throw job.error;
  if (!job.written) throw new Error(failures.map((failure) => failure.error).join('; '));
  return job.written;
}
