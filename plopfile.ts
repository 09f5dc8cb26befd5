import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildContext } from './src/context.ts';
import type { PlopApi } from './src/plop/api.ts';
import {
  type Generator,
  generatorOf,
  jobFrom,
  registerGenerators,
  type Stand,
  withNextStep,
} from './src/plop/generators.ts';
import { builtinSources } from './src/sources/builtin.ts';
import { findSource } from './src/sources/find.ts';
import { gitAuthor } from './src/system/author.ts';
import type { Extension, Standalone } from './src/template/manifest-schema.ts';
import { silent } from './src/terminal/progress.ts';
import type { Fetched, Source, StepName } from './src/types.ts';

// Built, this file is dist/plopfile.js; the package's own files lie one folder up.
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const templates = fileURLToPath(new URL('../templates', import.meta.url));

/** The process is plop's. What ends it ends as well what a step has started, which is in a group of its own. */
function runningIn(cwd: string): ChildContext {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
  return { ...still, cwd, env: process.env, signal: ending.signal };
}

const still = {
  platform: process.platform,
  signal: new AbortController().signal,
  kill: (pid: number, signal: NodeJS.Signals): void => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended already.
    }
  },
};

export type { Extension, PlopApi, Standalone };

/** What a `template.json` says: one that stands by itself, or one that extends another. */
export type TemplateManifest = Standalone | Extension;

/** A template that was found and checked, to be registered. */
export type DefinedTemplate = Source;

/** How projects are made of templates. */
export interface RegisterOptions {
  /** What to do once a project is written: `environment`, `verify`, `git`, in this order. Usually `git` alone. */
  readonly steps?: readonly StepName[];
  /** Data of the user's to make projects of: `data`, its path, and all else that an answers file may say of it, as `target`. */
  readonly own?: Readonly<Record<string, unknown>>;
}

/** For plop: `npm run plop` here, or `await plop.load('create-ml-portfolio')` in anyone's plopfile. One generator per template. */
export default async function registerAll(plop: PlopApi, options?: RegisterOptions): Promise<void> {
  return register(plop, await builtinSources(templates), options);
}

/**
 * Registers templates as generators of a plopfile, beside any others of its own. With none given, those of this package.
 * A generator has the template's id, asks for a folder and then the template's questions.
 */
export async function register(
  plop: PlopApi,
  defined?: readonly DefinedTemplate[],
  { steps = ['git'], own }: RegisterOptions = {},
): Promise<void> {
  const sources = defined ?? (await builtinSources(templates));
  const cwd = plop.getDestBasePath();
  const jobOf =
    (source: Source): Generator['jobOf'] =>
    (directory, answers) => {
      const year = String(new Date().getFullYear());
      const surroundings = {
        cwd,
        author: gitAuthor({ ...still, cwd, env: process.env }),
        year,
        generator: { name, version },
      };
      const context = runningIn(cwd);
      const stand = own ? () => brought(source, own, context) : async () => ({ source, given: {} });
      return jobFrom(stand, directory, answers, surroundings, {
        steps,
        scene: { context, progress: silent, python: undefined },
      });
    };
  registerGenerators(
    plop,
    sources.map((source) => generatorOf(own ? unaskedForData(source) : source, jobOf(source))),
  );
}

/** What looks at data is loaded for it alone. */
async function brought(source: Source, own: Readonly<Record<string, unknown>>, context: ChildContext): Promise<Stand> {
  const { bringSaid } = await import('./src/commands/data.ts');
  return bringSaid(Object.fromEntries(Object.entries(own).map(([as, value]) => [as, { value, as }])), source, context);
}

/** The data answers the question that asks for some. */
const unaskedForData = (source: Source): Source => ({
  ...source,
  manifest: { ...source.manifest, questions: source.manifest.questions.filter((question) => !question.own) },
});

/**
 * Finds the template in a folder, or whatever else `--template` takes, and checks its manifest.
 * Throws an error that says in one sentence what is wrong, and then what to do about it.
 */
export async function defineTemplate(template: string | URL): Promise<DefinedTemplate> {
  const named = template instanceof URL ? fileURLToPath(template) : template;
  try {
    return await findSource(named, {
      builtin: await builtinSources(templates),
      registered: async () => [],
      cwd: path.resolve(),
      fetched,
    });
  } catch (error) {
    throw withNextStep(error);
  }
}

/** Quietly: a plopfile is loaded before anything can be said. */
async function fetched(named: string, only?: 'kept' | 'public'): Promise<Fetched> {
  const { fetchTemplate } = await import('./src/sources/remote/fetch.ts');
  return fetchTemplate(named, {
    ...still,
    cwd: path.resolve(),
    env: process.env,
    progress: silent,
    offline: only === 'kept',
    strange: only === 'public',
    node: process.version,
  });
}
