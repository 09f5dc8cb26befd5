import type { Options } from '../command-line/options.ts';
import { drawList, listAdded, listTemplates } from '../report/listing.ts';
import { type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources } from '../sources/find.ts';

/** `list`: what can be created, ours and what was added. */
export async function list(_: Options, { catalogue }: Session): Promise<Told> {
  const { sources, problems } = await addedSources(catalogue);
  const ours = listTemplates(catalogue.builtin.map(({ manifest }) => manifest));
  return tell({ templates: [...ours, ...listAdded(sources)] }, drawList, { warnings: problems });
}
