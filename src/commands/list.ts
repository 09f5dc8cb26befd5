import type { Options } from '../command-line/options.ts';
import { listAdded, listTemplates } from '../report/listing.ts';
import type { Report } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources } from '../sources/find.ts';

/** `list`: what can be created, ours and what was added. */
export async function list(_: Options, { known }: Session): Promise<Partial<Report>> {
  const { sources, problems } = await addedSources(known);
  const ours = listTemplates(known.builtin.map(({ manifest }) => manifest));
  return { templates: [...ours, ...listAdded(sources)], warnings: problems };
}
