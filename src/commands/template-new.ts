import path from 'node:path';
import { apply } from '../apply/apply.ts';
import { inspectTarget, inTheWay } from '../apply/target.ts';
import type { Options } from '../command-line/options.ts';
import type { Context } from '../context.ts';
import { usage } from '../errors.ts';
import { planWish } from '../plan/wish.ts';
import { plannedFiles } from '../report/created.ts';
import { drawText, type Told, tell } from '../report/report.ts';
import { type Session, surroundingsOf } from '../session.ts';
import { type Catalogue, findSource } from '../sources/find.ts';
import { folderSource } from '../template/load.ts';
import { idPattern } from '../template/manifest-schema.ts';
import { recordPath } from '../template/paths.ts';
import { drawTree } from '../terminal/tree.ts';
import type { Plan, Source } from '../types.ts';

interface NewOptions extends Options {
  readonly folder: string;
  readonly from: string | undefined;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** `template new`: a template is written like any project, from a template for templates. */
export async function newTemplate(options: NewOptions, { catalogue, context }: Session): Promise<Told> {
  const { folder, dryRun, yes } = options;
  const from = options.from ?? (yes ? 'minimal' : await askStart(catalogue, context));
  const plan = await planTemplate(folder, from, catalogue, context);
  const { conflicts } = await inspectTarget(plan);
  if (conflicts.length > 0) throw inTheWay(plan.target, conflicts);
  const shown = path.relative(context.cwd, plan.target) || '.';
  const here = shown.startsWith('.') ? shown : `./${shown}`;
  if (!dryRun) await apply(plan, { signal: context.signal });
  const lines = [
    `${dryRun ? 'Would write' : 'Wrote'} the template ${plan.names.distribution} in ${plan.target}:`,
    ...drawTree(plan.files.map(({ path, bytes }) => ({ path, size: bytes }))),
    '',
    'Next:',
    `  npx create-ml-portfolio template check ${here} --run`,
    `  npx create-ml-portfolio template preview ${here}`,
    `  npx create-ml-portfolio template add ${here}`,
  ];
  return tell({ dryRun, text: lines.join('\n'), files: plannedFiles(plan) }, drawText);
}

async function planTemplate(directory: string, from: string, catalogue: Catalogue, context: Context): Promise<Plan> {
  const { templates } = context;
  const isOwn = from === 'minimal';
  const base = isOwn ? undefined : await findSource(from, catalogue);
  const starter = path.join(templates, 'starters', isOwn ? 'minimal' : 'extending');
  const source: Source = await folderSource(starter, starter, from);
  const given = base ? { base: { value: from, as: '--from' } } : {};
  const plan = await planWish({ source, directory, given, steps: [] }, surroundingsOf(context));
  const id = plan.names.distribution;
  if (!idPattern.test(id))
    throw usage(
      `${JSON.stringify(id)} is not an id for a template: lower-case words joined by hyphens.`,
      'Choose another folder.',
    );
  // A template is no project: what it was made from is not recorded in it.
  return { ...plan, files: plan.files.filter((file) => file.path !== recordPath) };
}

/** Asks what to start from, where there is somebody to ask. */
async function askStart({ builtin }: Catalogue, context: Context): Promise<string> {
  if (!context.interactive) return 'minimal';
  const { askStarter } = await import('../ask/starter.ts');
  return askStarter(builtin, context);
}
