import path from 'node:path';
import { type GivenAnswers, resolveAnswers } from '../answers/resolve.ts';
import { standardQuestions } from '../answers/standard.ts';
import { checkPlace } from '../text/home.ts';
import type { Names, Plan, Source, StepName } from '../types.ts';
import { deriveNames, titleFrom } from './names.ts';
import type { OwnData } from './own-data.ts';
import { planProject } from './plan.ts';

/** What to create, once everything has been said. */
export interface Wish {
  readonly source: Source;
  /** As typed, relative to where the run was started. */
  readonly directory: string;
  readonly given: GivenAnswers;
  readonly name?: string | undefined;
  readonly package?: string | undefined;
  readonly steps: readonly StepName[];
  readonly data?: OwnData | undefined;
}

/** What a plan takes from around it: the plan itself is pure. */
export interface Surroundings {
  readonly cwd: string;
  /** Known only when it is needed: git is asked meanwhile. */
  readonly author: Promise<string>;
  readonly year: string;
  readonly generator: { readonly name: string; readonly version: string };
}

interface AskedSteps {
  readonly install: boolean;
  readonly verify: boolean;
  readonly noGit: boolean;
}

/** The steps that the options ask for, in their order: git is last, so that the first commit holds the measured result. */
export function stepsOf({ install, verify, noGit }: AskedSteps): readonly StepName[] {
  const wanted: readonly [StepName, boolean][] = [
    ['environment', install || verify],
    ['verify', verify],
    ['git', !noGit],
  ];
  return wanted.filter(([, want]) => want).map(([name]) => name);
}

/** Makes the plan of a wish: names, answers and every file, with nothing written yet. */
export async function planWish(wish: Wish, { cwd, author, year, generator }: Surroundings): Promise<Plan> {
  const template = await wish.source.load();
  const names = namesOf(wish, cwd);
  const questions = [
    ...standardQuestions({ title: titleFrom(names.folder), author: await author, year }, template.manifest.defaults),
    ...template.manifest.questions,
  ];
  const { answers } = resolveAnswers(questions, wish.given, () => true);
  const overrides = { name: wish.name, package: wish.package };
  const nameFlags = Object.entries(overrides).flatMap(([flag, value]) =>
    value === undefined ? [] : [[flag, value.trim()] as const],
  );
  return planProject(template, answers, {
    target: path.resolve(cwd, wish.directory.trim()),
    names,
    steps: wish.steps,
    generator,
    nameFlags,
    data: wish.data,
  });
}

/** The project's names, from the last segment of its folder's path. Spaces around what was typed are slips. */
export function namesOf({ source, directory, name, package: pkg }: Omit<Wish, 'given' | 'steps'>, cwd: string): Names {
  checkPlace(directory.trim());
  const folder = directory.trim() === '' ? '' : path.basename(path.resolve(cwd, directory.trim()));
  return deriveNames(
    folder,
    { ...(name === undefined ? {} : { name: name.trim() }), ...(pkg === undefined ? {} : { package: pkg.trim() }) },
    dependenciesOf(source),
  );
}

/** The distributions that a template's layers depend on: a project may not take the name of what it imports. */
function dependenciesOf({ manifest }: Source): readonly string[] {
  const lists = manifest.layers.flatMap(({ merge }) => [
    merge?.dependencies,
    ...Object.values((merge?.extras ?? {}) as object),
  ]);
  return lists
    .flat()
    .filter((one) => typeof one === 'string')
    .map((requirement) => requirement.replace(/[^A-Za-z0-9._-].*$/s, ''));
}
