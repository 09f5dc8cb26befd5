import { statSync } from 'node:fs';
import path from 'node:path';
import { gitAuthor } from './author.ts';
import { previewAgainst } from './authoring/against.ts';
import type { Context } from './context.ts';
import { create } from './create.ts';
import { decide, givenAnswers } from './decide.ts';
import { usage } from './errors.ts';
import type { Options } from './options.ts';
import { describePlan, type Report } from './report.ts';
import { findSource, type Known } from './sources.ts';
import { planWish } from './wish.ts';

/** `template preview`: the plan that the defaults, or the answers given, would make; nothing is written. */
export async function preview(options: Options, known: Known, context: Context): Promise<Partial<Report>> {
  const named = await findSource(options.subject ?? '', known);
  const { against } = options;
  if (against === undefined) return create({ ...options, yes: true, dryRun: true }, known, named, context);
  const { cwd, year, name, version, signal } = context;
  const folder = path.resolve(cwd, against);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw usage(`There is no folder at ${against} to compare with.`, 'Give the folder of a project that exists.');
  const given = await givenAnswers(options, context);
  // Named like the folder, so that what differs is what the template says.
  const wish = decide({ ...options, yes: true, directory: against }, known.builtin, named, given);
  const around = { cwd, year, author: gitAuthor(cwd, signal), generator: { name, version } };
  const plan = await planWish(wish, around);
  const difference = await previewAgainst(plan, folder);
  const same = `${against} holds what the template would write with these answers.`;
  return { dryRun: true, files: describePlan(plan).files ?? [], text: difference.trimEnd() || same };
}
