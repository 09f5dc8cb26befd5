import type { Shell } from '../command-line/flags.ts';
import { type Options, templateNamed } from '../command-line/options.ts';
import { drawText, type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { addedSources, findSource } from '../sources/find.ts';
import { candidates } from './candidates.ts';
import { scripts } from './scripts.ts';

interface ScriptOptions extends Options {
  readonly shell: string;
}

/** `completion`: the script that teaches a shell our words. */
export const completion = async ({ shell }: ScriptOptions): Promise<Told> =>
  tell({ text: scripts[shell as Shell] }, drawText);

/** Answers a script: lines of a word, a tab and what it is for, then what the shell itself knows. */
export async function complete(asked: readonly string[], session: Session): Promise<Told> {
  const { catalogue, commands } = session;
  // What is not on this disk is not fetched for a Tab.
  const kept = { ...catalogue, fetched: (named: string) => catalogue.fetched(named, 'kept') };
  const { sources } = await addedSources(kept);
  const [typed, word] = [asked.slice(0, -1), asked.at(-1)?.slice(1) ?? ''];
  const ours = catalogue.builtin.map(({ manifest }) => manifest);
  const all = [...ours, ...sources.map(({ manifest, registration: { id } }) => ({ ...manifest, id }))];
  const name = templateNamed(typed, commands);
  const isKnown = name === undefined || all.some(({ id }) => id === name);
  const elsewhere = isKnown ? undefined : await findSource(name, kept).catch(() => undefined);
  const known = { ours, all, added: await catalogue.registered(), elsewhere: elsewhere?.manifest };
  const { words, paths } = candidates(typed, word, commands, known);
  const lines = [...words.map(({ value, about }) => `${value}\t${about}`), ...(paths ? [`:${paths}`] : [])];
  return tell({ text: lines.join('\n') }, () => lines);
}
