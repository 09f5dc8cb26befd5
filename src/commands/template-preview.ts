import path from 'node:path';
import type { GivenAnswers } from '../answers/resolve.ts';
import { standardNames } from '../answers/standard.ts';
import { type AnswerOptions, decide, givenAnswers } from '../ask/decide.ts';
import { previewAgainst } from '../authoring/against.ts';
import { namesOf, planWish } from '../plan/wish.ts';
import { readRecord } from '../project/read-record.ts';
import { plannedFiles } from '../report/created.ts';
import { drawText, type Told, tell } from '../report/report.ts';
import { type Session, surroundingsOf } from '../session.ts';
import { findSource } from '../sources/find.ts';
import { requireFolder } from '../system/look.ts';
import { recordPath } from '../template/paths.ts';
import { shellOf } from '../text/shell.ts';
import type { Names, Source } from '../types.ts';
import { dryRun, namedBy, settle } from './create.ts';

type PreviewOptions = AnswerOptions & { readonly source: string; readonly against: string | undefined };

/** Without a question, and without a step. */
const asCreated = {
  template: undefined,
  yes: true,
  dryRun: true,
  noGit: false,
  install: false,
  verify: false,
  trust: false,
  python: undefined,
  // A template is looked at with its own data.
  data: undefined,
  target: undefined,
  positive: undefined,
  group: undefined,
  time: undefined,
  user: undefined,
  item: undefined,
  value: undefined,
  column: [],
  leaveOut: [],
  keep: [],
};

/** `template preview`: the plan that the defaults, or the answers given, would make; nothing is written. */
export async function preview(options: PreviewOptions, session: Session): Promise<Told> {
  const { catalogue, context } = session;
  const named = await findSource(options.source, catalogue);
  const { against } = options;
  if (against === undefined) {
    const { plan } = await settle({ ...options, ...asCreated }, { ...session, named });
    return dryRun(plan, shellOf(context), 'To create it:', namedBy(named));
  }
  const { cwd } = context;
  const folder = path.resolve(cwd, against);
  requireFolder(folder, `folder at ${against} to compare with`, 'Give the folder of a project that exists.');
  // Named and answered like the project, so that what differs is what the template says.
  const { names, answers, files } = { ...nothing, ...readRecord(folder) };
  const given = {
    ...toldBy(answers, named, path.join(against, recordPath)),
    ...(await givenAnswers(options, context)),
  };
  const usual = decide({ ...options, ...asCreated, directory: against }, catalogue.builtin, named, given, context);
  const derived = namesOf(usual, cwd);
  const wish = {
    ...usual,
    name: usual.name ?? other(names.distribution, derived.distribution),
    package: usual.package ?? other(names.package, derived.package),
  };
  const plan = await planWish(wish, surroundingsOf(context));
  const difference = previewAgainst(plan.files, folder, files);
  const same = `${against} holds what the template would write with these answers.`;
  return tell({ dryRun: true, files: plannedFiles(plan), text: difference.trimEnd() || same }, drawText);
}

/** What a folder says of itself that was not made by us. */
const nothing = { names: {} as Partial<Names>, answers: {}, files: {} };

/** A name that the folder alone would not give. */
const other = (name: unknown, derived: string): string | undefined =>
  typeof name === 'string' && name !== derived ? name : undefined;

/** Those answers that the template still asks for. */
function toldBy(answers: Readonly<Record<string, unknown>>, { manifest }: Source, file: string): GivenAnswers {
  const asked = new Set([...standardNames, ...manifest.questions.map(({ name }) => name)]);
  const told = Object.entries(answers).filter(([name]) => asked.has(name));
  return Object.fromEntries(told.map(([name, value]) => [name, { value, as: `${name} in ${file}` }]));
}
