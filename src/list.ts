import { listAdded, listTemplates } from './listing.ts';
import type { Options } from './options.ts';
import type { Report } from './report.ts';
import type { Session } from './session.ts';
import { addedSources } from './sources.ts';

/** `list`: what can be created, ours and what was added. */
export async function list(_: Options, { known }: Session): Promise<Partial<Report>> {
  const { sources, problems } = await addedSources(known);
  const ours = listTemplates(known.builtin.map(({ manifest }) => manifest));
  return { templates: [...ours, ...listAdded(sources)], warnings: problems };
}
