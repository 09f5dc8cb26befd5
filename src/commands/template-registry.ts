import path from 'node:path';
import type { Options } from '../command-line/options.ts';
import { usage } from '../errors.ts';
import { drawCommands } from '../report/commands.ts';
import { drawAdded, listAdded } from '../report/listing.ts';
import { drawText, type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources, findSource, isPath } from '../sources/find.ts';
import { isWhole } from '../sources/registration.ts';
import { register, registrationsOf, unregister } from '../sources/registry.ts';
import { idPattern } from '../template/manifest-schema.ts';
import { didYouMean } from '../text/suggest.ts';
import { forbiddenByWindows } from '../text/windows.ts';

type Done = Promise<Told>;

interface AddOptions extends Options {
  readonly source: string;
  readonly as: string | undefined;
  readonly project: boolean;
}

/** `template add`: a template that is whole and right is offered from now on. */
export async function add(options: AddOptions, { catalogue, context }: Session): Done {
  const source = await findSource(options.source, catalogue);
  const template = await source.load();
  const id = options.as ?? template.manifest.id;
  const example = 'For example: --as our-model.';
  if (!idPattern.test(id))
    throw usage(`${JSON.stringify(id)} is not an id: lower-case words joined by hyphens.`, example);
  const forbidden = forbiddenByWindows(id);
  if (forbidden) throw usage(`${JSON.stringify(id)} ${forbidden}.`, example);
  if (catalogue.builtin.some((one) => one.source === id))
    throw usage(`${id} is a built-in template.`, 'Add yours under another id, with --as.');
  const origin = options.project ? 'project' : 'user';
  const before = (await registrationsOf(context, origin)).find((one) => one.id === id);
  const registration = await register(
    context,
    origin,
    id,
    isPath(options.source) ? path.resolve(context.cwd, options.source) : (source.pinned ?? source.source),
  );
  const whose = origin === 'project' ? "this project's folder" : 'your templates';
  const instead =
    before && isWhole(before) && before.source !== registration.source ? ` It was ${before.source} until now.` : '';
  const text = `Added ${id} ${template.manifest.version} to ${whose}, from ${registration.source}.${instead}\nCreate a project of it: npx create-ml-portfolio my-project -t ${id}`;
  const { commands } = template.manifest;
  const shown = [text, ...drawCommands(commands)].join('\n');
  return tell({ registration, text: shown, ...(commands ? { commands } : {}) }, drawText);
}

interface RemoveOptions extends Options {
  readonly id: string;
  readonly project: boolean;
}

/** `template remove`: takes back what `add` did, with the same --project; the template itself is not touched. */
export async function remove({ id: subject, project }: RemoveOptions, { context }: Session): Done {
  const all = await registrationsOf(context, project ? 'project' : 'user');
  const registration = all.find(({ id }) => id === subject);
  if (!registration) {
    const others = await registrationsOf(context, project ? 'user' : 'project');
    if (others.some(({ id }) => id === subject))
      throw usage(
        project ? `${subject} is one of your templates.` : `${subject} is kept in this project's folder.`,
        `${project ? 'Leave out' : 'Add'} --project to remove it there.`,
      );
    const meant = didYouMean(
      subject,
      all.map(({ id }) => id),
    );
    throw usage(
      `No template was added as ${JSON.stringify(subject)}.`,
      meant ? `Did you mean ${meant}?` : 'See npx create-ml-portfolio template list.',
    );
  }
  await unregister(registration);
  const whole = isWhole(registration);
  const { id, origin, file } = registration;
  const text = whole ? `Removed ${id}; ${registration.source} itself is untouched.` : `Removed ${id} (${file}).`;
  return tell({ registration: { id, source: whole ? registration.source : '', origin, file }, text }, drawText);
}

/** `template list`: those that were added. */
export async function listOwn(_: Options, { catalogue }: Session): Done {
  const { sources, problems } = await addedSources(catalogue);
  const ending = { warnings: problems };
  if (sources.length > 0 || problems.length > 0) return tell({ templates: listAdded(sources) }, drawAdded, ending);
  const text = 'No template was added yet. Add one: npx create-ml-portfolio template add <source>';
  return tell({ templates: [], text }, drawText, ending);
}
