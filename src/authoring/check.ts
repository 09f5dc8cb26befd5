import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, refused, usage } from '../errors.ts';
import { type Catalogue, findBase, findSource } from '../sources/find.ts';
import { look, requireFolder } from '../system/look.ts';
import type { Source } from '../types.ts';
import { error, type Finding } from './finding.ts';
import { colliding, neverLaid, unusedChoices, unusedData, unusedQuestions } from './rules-of-choices.ts';
import { notRendered, rawText, unendedParts } from './rules-of-free-text.ts';
import { hiddenNames, npmDrops, unportableNames, unsafeNames } from './rules-of-names.ts';
import { brokenLinks, differing } from './rules-of-projects.ts';
import { repositories } from './rules-of-repositories.ts';
import { sentinels } from './rules-of-sentinels.ts';
import { eatenBraces, largeFiles, machinePaths, notText, secretFiles, unknownNames } from './rules-of-text.ts';
import { type Snapshot, take } from './snapshot.ts';

/** What can be told of a template by looking at it, each a function of one snapshot. */
const ruleOf: readonly ((snapshot: Snapshot) => readonly Finding[])[] = [
  ...[
    unsafeNames,
    unportableNames,
    hiddenNames,
    npmDrops,
    notText,
    colliding,
    neverLaid,
    unusedQuestions,
    unusedChoices,
    unusedData,
    repositories,
  ],
  ...[unknownNames, eatenBraces, rawText, notRendered, unendedParts, sentinels, largeFiles, secretFiles, machinePaths],
];

/** Finds everything that is wrong with the template in a folder, whose layers may lie anywhere inside `root`. */
export async function checkTemplate(folder: string, catalogue: Catalogue, root = folder): Promise<readonly Finding[]> {
  const manifest = path.join(folder, 'template.json');
  requireFolder(folder, `folder at ${folder}`, 'Give the folder of a template, with its template.json.');
  const { is, words } = look(manifest, 'itself');
  if (is === 'closed') throw usage(`${manifest} cannot be read: ${words}.`, 'Make it readable to you.');
  // A FIFO would be waited for; a folder is one of the findings.
  if (is !== 'file' && is !== 'folder')
    throw usage(
      `${folder} is not a template: it has no template.json${is === 'nothing' ? '' : `, for ${words}`}.`,
      'Write one: npx create-ml-portfolio template new <folder>.',
    );
  const base = await baseOf(folder, catalogue);
  const snapshot = take(folder, root, 'manifest' in base ? base.manifest : undefined);
  const findings = [
    ...('findings' in base ? base.findings : []).map((one) => ({ ...one, line: snapshot.lineOf('extends') })),
    ...snapshot.findings,
  ];
  findings.push(...ruleOf.flatMap((rule) => rule(snapshot)));
  if (findings.every(({ level }) => level === 'warning'))
    findings.push(...(await checkProjects(folder, catalogue, root)));
  return findings.sort(
    (a, b) =>
      Number(a.level === 'warning') - Number(b.level === 'warning') || compare(a.file, b.file) || a.line - b.line,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Base = Source | { readonly findings: readonly Finding[] };

/** The template that it extends, if it says so in a manifest that can be read. */
async function baseOf(folder: string, catalogue: Catalogue): Promise<Base> {
  const none = { findings: [] };
  let named: unknown;
  try {
    named = JSON.parse(readFileSync(path.join(folder, 'template.json'), 'utf8')).extends;
  } catch {
    return none;
  }
  if (typeof named !== 'string') return none;
  try {
    return await findBase(named, { ...catalogue, cwd: folder }, [folder]);
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    return { findings: [error('extends', 'template.json', 1, problem.message, problem.next)] };
  }
}

/** What only shows in the projects that it makes. Loading it is the last check: nothing else may be found then. */
async function checkProjects(folder: string, catalogue: Catalogue, root: string): Promise<readonly Finding[]> {
  try {
    const source = await sourceIn(folder, catalogue, root);
    const [one, other] = [await source.load(), await source.load()];
    const read = (file: string): string => (file ? readFileSync(file, 'utf8') : '');
    const shown = (file: string): string | undefined => {
      const relative = path.relative(folder, file).replaceAll('\\', '/');
      return relative.startsWith('..') && root === folder ? undefined : relative;
    };
    return [...brokenLinks(one, read, shown), ...differing(one, other)];
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    return [error('manifest', 'template.json', 1, problem.message, problem.next)];
  }
}

async function sourceIn(folder: string, catalogue: Catalogue, root: string): Promise<Source> {
  if (root === folder) return findSource(path.resolve(folder), catalogue);
  const { folderSource } = await import('../template/load.ts');
  return folderSource(folder, root, folder, (named, from) => findBase(named, { ...catalogue, cwd: from }, [folder]));
}

/** The end of a check that has found errors. */
export const asFailure = (findings: readonly Finding[]): Failure | undefined => {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return errors > 0
    ? refused(
        `The template has ${errors} ${errors === 1 ? 'error' : 'errors'}.`,
        'Each is listed with what to do about it.',
      )
    : undefined;
};
