import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
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
  const lines = readFileSync(path.join(folder, name), 'utf8').match(/uses: .*/g) ?? [];
  expect(lines.filter((line) => !/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
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
