import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { layouts } from '../../scripts/layouts.ts';
import { builtinSources } from '../../src/sources/builtin.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: { readonly include?: readonly Readonly<Record<string, string>>[] } };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.github', 'workflows');
const { scripts, engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const read = (name: string): Workflow => parse(readFileSync(path.join(folder, name), 'utf8'), { strict: true });
const jobs = (workflow: Workflow): readonly (readonly [string, Job])[] => Object.entries(workflow.jobs);
const steps = (workflow: Workflow): readonly Step[] => jobs(workflow).flatMap(([, job]) => job.steps);
const names = readdirSync(folder);
const unpinned = (text: string): readonly string[] =>
  (text.match(/uses: .*/g) ?? []).filter((line) => !/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));

test('there are the three workflows that CONTRIBUTING.md describes', () => {
  expect(names.sort()).toEqual(['nightly.yml', 'release.yml', 'test.yml']);
});

test.each(names)('%s may only read, unless one job says what it needs', (name) => {
  const { permissions } = read(name);
  expect(permissions).toBeDefined();
  expect(Object.values(permissions ?? {}).filter((level) => level !== 'read')).toEqual([]);
});

test.each(names)('%s ends: every job has a timeout, and runs of one place do not pile up', (name) => {
  const workflow = read(name);
  expect(jobs(workflow).filter(([, job]) => !job['timeout-minutes'])).toEqual([]);
  expect(workflow.concurrency).toBeDefined();
});

test.each(names)('%s runs scripts that package.json has', (name) => {
  const wanted = steps(read(name)).flatMap(({ run = '' }) =>
    [...run.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|test\b)/g)].map(([, script = 'test']) => script),
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((script) => !(script in scripts))).toEqual([]);
});

test.each(names)('%s uses actions pinned to a commit, with the version beside it', (name) => {
  expect(unpinned(readFileSync(path.join(folder, name), 'utf8'))).toEqual([]);
});

test.each(names)('%s needs no secret, and leaves no credentials in a checkout', (name) => {
  expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
  const checkouts = steps(read(name)).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
});

test('the oldest Node that is tested is the oldest that the package accepts', () => {
  const { fast } = read('test.yml').jobs as unknown as Record<string, { strategy: { matrix: { node: string[] } } }>;
  expect(`>=${fast?.strategy.matrix.node[0]}`).toBe(engines.node);
});

test('a release is published and announced only when it was tested, and who publishes runs no code of ours', () => {
  const { jobs: all } = read('release.yml');
  expect({ publish: all.publish?.needs, github: all.github?.needs }).toEqual({ publish: 'package', github: 'publish' });
  const may = jobs(read('release.yml')).map(([name, job]) => [name, job.permissions]);
  expect(may).toEqual([
    ['package', { contents: 'read' }],
    ['publish', { contents: 'read', 'id-token': 'write' }],
    ['github', { contents: 'write' }],
  ]);
  const run = (all.publish?.steps ?? []).flatMap((step) => step.run ?? []);
  expect(run).toEqual([expect.stringMatching(/^npm publish \S+\.tgz .*--provenance --access public/)]);
});

/** The first major version of each action that runs on Node 24; runners no longer have Node 20. */
const onNode24: Readonly<Record<string, number>> = { checkout: 5, 'setup-python': 6, 'upload-artifact': 6 };

// Read here, run in the matrix tier: which Python has wheels is asked of the index there.
const sources = await builtinSources(path.join(root, 'templates'));
const projects = (await Promise.all(sources.map((source) => source.load()))).flatMap((template) =>
  layouts(template, '/tmp/layouts').map(({ name, plan }) => [`${template.manifest.id} ${name}`, plan] as const),
);
type Plan = (typeof projects)[number][1];
const textOf = (plan: Plan, file: string): string => {
  const content = plan.files.find((op) => op.path === file)?.content;
  return content && 'text' in content ? content.text : '';
};

describe.each(projects)('the workflow of %s', (_, plan) => {
  const text = textOf(plan, '.github/workflows/ci.yml');
  const workflow: Workflow = parse(text, { strict: true });
  const versions = workflow.jobs.check?.strategy?.matrix.include ?? [];

  test('uses actions pinned to a commit of a version whose Node still runs', () => {
    expect(unpinned(text)).toEqual([]);
    const used = [...text.matchAll(/uses: actions\/([\w-]+)@\w+ # v(\d+)/g)].map(([, action = '', major]) => [
      action,
      Number(major) >= (onNode24[action] ?? Number.POSITIVE_INFINITY),
    ]);
    expect(used).toEqual(Object.keys(onNode24).map((action) => [action, true]));
  });

  test('may only read, ends, and needs no secret', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(jobs(workflow).filter(([, job]) => !job['timeout-minutes'])).toEqual([]);
    expect(text).not.toMatch(/secrets\./);
    expect(steps(workflow)[0]?.with?.['persist-credentials']).toBe(false);
  });

  test('names every Python that it installs into, and none that moves', () => {
    expect(versions.map(({ python }) => python)).toEqual(['3.11', expect.stringMatching(/^3\.\d+$/)]);
  });

  test('names the index of PyTorch for CPUs wherever torch is installed without constraints', () => {
    const torch = /^torch==/m.test(textOf(plan, 'constraints.txt'));
    const index = '--extra-index-url https://download.pytorch.org/whl/cpu';
    expect(versions.map(({ options }) => options)).toEqual(['-c constraints.txt', torch ? index : '']);
    expect(textOf(plan, 'constraints.txt').includes(index)).toBe(torch);
    expect(textOf(plan, 'app/requirements.txt').split('\n').includes(index)).toBe(torch);
  });
});
