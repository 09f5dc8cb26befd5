import type { Options } from '../command-line/options.ts';
import { usage } from '../errors.ts';
import { drawList, drawTemplate, listAdded, listTemplates } from '../report/listing.ts';
import { type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources, findSource, isPath } from '../sources/find.ts';
import { didYouMean } from '../text/suggest.ts';

/** `list`: what can be created, ours and what was added; or everything about one of them. */
export async function list({ id }: Options & { readonly id?: string }, { catalogue }: Session): Promise<Told> {
  const { sources, problems } = await addedSources(catalogue);
  const ours = listTemplates(catalogue.builtin.map(({ manifest }) => manifest));
  const templates = [...ours, ...listAdded(sources)];
  const ending = { warnings: problems };
  if (id === undefined) return tell({ templates }, drawList, ending);
  const there = isPath(id) ? listTemplates([(await findSource(id, catalogue)).manifest]) : templates;
  const one = there.find((template) => isPath(id) || template.id === id);
  if (one)
    return tell(
      { templates: [one] },
      ({ templates }, style) => templates.flatMap((shown) => drawTemplate(shown, style)),
      ending,
    );
  const ids = templates.map((template) => template.id);
  const meant = didYouMean(id, ids);
  throw usage(
    `There is no template called ${JSON.stringify(id)}.`,
    meant ? `Did you mean ${meant}?` : `There are ${ids.join(', ')}.`,
  );
}
