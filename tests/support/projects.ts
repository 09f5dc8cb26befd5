import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { main as layOut } from '../../scripts/layout.ts';
import { layouts } from '../../scripts/layouts.ts';
import type { Metrics } from '../../src/project/metrics.ts';
import { builtinSources } from '../../src/sources/builtin.ts';
import type { Manifest } from '../../src/types.ts';
import { isOnline } from './choices.ts';
import { type Ended, runProgram } from './cli.ts';
import { pythonWith } from './python.ts';

const root = path.resolve(import.meta.dirname, '../..');

export const read = (...segments: string[]): string => readFileSync(path.join(...segments), 'utf8');
export const metricsOf = (project: string): Metrics => JSON.parse(read(project, 'reports', 'metrics.json'));

const isMetrics = new Ajv2020({ allErrors: true, strict: false }).compile(
  JSON.parse(read(root, 'schemas', 'metrics.schema.json')),
);

/** One of our templates: its manifest, and layouts in which every choice of every select occurs. */
export interface Type {
  readonly manifest: Manifest;
  readonly covering: readonly { readonly name: string; readonly online: boolean }[];
  /** The layouts that are left. */
  readonly others: readonly string[];
}

/** All of ours, in the order of the list. */
export async function types(): Promise<readonly Type[]> {
  const sources = await builtinSources(path.join(root, 'templates'));
  return Promise.all(
    sources.map(async (source) => {
      const template = await source.load();
      const selects = source.manifest.questions.filter(({ kind }) => kind === 'select').map(({ name }) => name);
      const left = layouts(template, '').map(({ name, plan }) => ({
        name,
        online: isOnline(source.manifest, plan.answers),
        choices: selects.map((question) => `${question}=${plan.answers[question]}`),
      }));
      const covering: (typeof left)[number][] = [];
      const seen = new Set<string>();
      const gain = ({ choices }: { choices: readonly string[] }): number =>
        choices.filter((one) => !seen.has(one)).length;
      for (;;) {
        const [best] = left.toSorted((a, b) => gain(b) - gain(a));
        if (!best || (gain(best) === 0 && covering.length > 0)) {
          const others = left.flatMap((one) => (covering.includes(one) ? [] : [one.name]));
          return { manifest: source.manifest, covering, others };
        }
        for (const choice of best.choices) seen.add(choice);
        covering.push(best);
      }
    }),
  );
}

/** The tested versions of everything that the projects of these types use, in an environment that is made once. */
function pythonFor(some: readonly Type[]): string {
  const lines = some.flatMap(({ manifest, covering }) =>
    covering.flatMap(({ name }) => read(root, '.layouts', manifest.id, name, 'constraints.txt').split('\n')),
  );
  return pythonWith([...new Set(lines.filter((line) => /^[\w-]+==/.test(line)))].sort());
}

/** Lays out every template, and gives an environment for all of them. */
export async function pythonForAll(): Promise<string> {
  await layOut(root);
  return pythonFor(await types());
}

/** What mypy knows of libraries, kept for all projects: to read them anew takes a minute of each. */
const typesKept = path.join(root, '.cache', 'mypy');
let kept: Promise<unknown> = Promise.resolve();

/** Does what reads or writes what mypy knows, which is a database, after all that was asked for before. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = kept.then(work);
  kept = mine.catch(() => {});
  return mine;
}

/** Type-checks a project that is not installed. */
export const typeCheck = (python: string, project: string): Promise<Ended> =>
  inTurn(() => inProject(python, project, 'mypy', '--strict', 'src', '--cache-dir', typesKept));

/** Gives a project a copy of what mypy knows, for commands of its own that type-check it. */
export const lendTypes = (project: string): Promise<void> =>
  inTurn(async () => {
    if (existsSync(typesKept)) await cp(typesKept, path.join(project, '.mypy_cache'), { recursive: true });
  });

/** Runs a module of an environment on a project that is not installed. */
export const inProject = (python: string, project: string, ...words: string[]): Promise<Ended> =>
  runProgram(python, ['-m', ...words], {
    cwd: project,
    env: { PYTHONPATH: path.join(project, 'src'), PYTHONDONTWRITEBYTECODE: '1' },
  });

/** Expects that a project lints, type-checks and passes its own tests, or those of them that the words to pytest leave. */
export async function expectClean(python: string, project: string, ...tests: string[]): Promise<void> {
  await expectLinted(python, project);
  expectEnded('types', await typeCheck(python, project));
  expectEnded('tests', await inProject(python, project, 'pytest', ...tests));
}

/** Expects that every project in a folder is linted and formatted, each by its own rules. */
export async function expectLinted(python: string, folder: string): Promise<void> {
  expectEnded('lint', await inProject(python, folder, 'ruff', 'check', '.'));
  expectEnded('format', await inProject(python, folder, 'ruff', 'format', '--check', '.'));
}

function expectEnded(what: string, { code, stdout, stderr }: Ended): void {
  expect({ what, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ what, code: 0, said: '' });
}

/** Expects a result that fits the schema, passed every gate, and beats the trivial tier with its whole interval. */
export function expectResult(project: string): void {
  const metrics = metricsOf(project);
  expect(isMetrics(metrics), JSON.stringify(isMetrics.errors)).toBe(true);
  expect(
    Object.entries(metrics.gates ?? {}).flatMap(([name, gate]) => (gate.passed || gate.warns ? [] : [name])),
  ).toEqual([]);
  const { ci_low = 0, ci_high = 0 } = metrics.comparison.served_vs_trivial ?? {};
  expect(metrics.primary_metric.higher_is_better ? ci_low : -(ci_high ?? 0)).toBeGreaterThan(0);
}

/** Expects the README's block to hold the numbers of the result, and figures that are there. */
export function expectReadme(project: string): void {
  const block = /<!-- result:start -->([\s\S]*?)<!-- result:end -->/.exec(read(project, 'README.md'))?.[1] ?? '';
  const { models, primary_metric } = metricsOf(project);
  for (const model of Object.values(models))
    expect(block).toContain(model.metrics[primary_metric.name]?.value?.toFixed(3));
  const figures = [...block.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, file = '']) => file);
  expect(figures.length).toBeGreaterThan(0);
  expect(figures.filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
  expect(read(project, 'MODEL_CARD.md')).toMatch(/^---\n[\s\S]*model-index:[\s\S]*\n---\n/);
}
