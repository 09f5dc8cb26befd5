import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { planWish } from './src/plan/wish.ts';
import { type Generator, type PlopApi, registerGenerators, withNextStep } from './src/plop/generators.ts';
import { builtinSources } from './src/sources/builtin.ts';
import { findSource } from './src/sources/find.ts';
import { gitAuthor } from './src/system/author.ts';
import type { Extension, Standalone } from './src/template/manifest-schema.ts';
import type { Fetched, Source } from './src/types.ts';

// Built, this file is dist/plopfile.js; the package's own files lie one folder up.
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const templates = fileURLToPath(new URL('../templates', import.meta.url));

export type { Extension, PlopApi, Standalone };

/** What a `template.json` says: one that stands by itself, or one that extends another. */
export type TemplateManifest = Standalone | Extension;

/** A template that was found and checked, to be registered. */
export type DefinedTemplate = Source;

/** For plop: `npm run plop` here, or `await plop.load('create-ml-portfolio')` in anyone's plopfile. One generator per template. */
export default async function registerAll(plop: PlopApi): Promise<void> {
  return register(plop, await builtinSources(templates));
}

/**
 * Registers templates as generators of a plopfile, beside any others of its own. With none given, those of this package.
 * A generator has the template's id, asks for a folder and then the template's questions.
 */
export async function register(plop: PlopApi, defined?: readonly DefinedTemplate[]): Promise<void> {
  const sources = defined ?? (await builtinSources(templates));
  registerGenerators(
    plop,
    sources.map((source) => generatorOf(source, plop)),
  );
}

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
async function fetched(named: string): Promise<Fetched> {
  const { fetchTemplate } = await import('./src/sources/remote/fetch.ts');
  const nothing = (): void => {};
  return fetchTemplate(named, {
    cwd: path.resolve(),
    env: process.env,
    platform: process.platform,
    signal: new AbortController().signal,
    kill: () => {},
    progress: { start: nothing, note: nothing, line: nothing, end: nothing, stop: nothing },
    offline: false,
  });
}

function generatorOf(source: Source, plop: PlopApi): Generator {
  const { id, summary, questions } = source.manifest;
  return {
    id,
    summary,
    questions,
    plan: async (directory, answers) => {
      const given = Object.fromEntries(
        Object.entries(answers).map(([question, value]) => [question, { value, as: question }]),
      );
      const cwd = plop.getDestBasePath();
      const around = {
        cwd,
        author: gitAuthor(cwd),
        year: String(new Date().getFullYear()),
        generator: { name, version },
      };
      return planWish({ source, directory, given, steps: [] }, around);
    },
  };
}
