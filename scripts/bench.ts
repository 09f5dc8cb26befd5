import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, type } from 'node:os';
import path from 'node:path';
import { order } from '../src/sources/builtin.ts';
import { measureGrowth } from './bench/growth.ts';
import { type Job, measure, type Sample } from './bench/jobs.ts';
import { drawPage } from './bench/page.ts';
import { type Installed, installFromNpm, installPeers, npmSize, pinned } from './bench/peers.ts';
import { measurePipelines } from './bench/pipelines.ts';
import { measureReading, readers } from './bench/reading.ts';
import { type Results, readResults, us, writeResults } from './bench/results.ts';
import { measureParts } from './bench/sizes.ts';
import { spread } from './bench/statistics.ts';
import { tableOf } from './bench/table.ts';
import { filesOf, manyFiles, templatesOf } from './bench/templates.ts';

const many = 5000;
const node = 'node -e 0';
const copy = 'bare copy loop';

/**
 * Measures our start-up, creation, memory and size beside our peers', and writes docs/benchmarks.json and, from it,
 * docs/benchmarks.md. `--quick`: few rounds, printed alone. `--sizes`: takes the sizes of the package's parts again, and keeps
 * the times; `--reading`: the same for how fast a table is read. `--page`: draws the page from what is there.
 */
export async function main(root: string, words: readonly string[]): Promise<void> {
  const sized = async () => ({ date: today(), of: await measureParts(root) });
  if (words.includes('--page')) return keep(root, readResults(root));
  if (words.includes('--sizes')) return keep(root, { ...readResults(root), parts: await sized() });
  const quick = words.includes('--quick');
  const work = mkdtempSync(path.join(memory(), 'bench-'));
  try {
    if (words.includes('--reading')) {
      const reading = measureReading(root, work, path.join(root, 'dist', 'cli.cjs'), 3);
      const { peers, ...results } = readResults(root);
      return keep(root, { ...results, peers: { ...peers, ...readers }, reading });
    }
    const peers = installPeers(path.join(root, '.cache'));
    const ours = installOurs(root, work);
    const cli = path.join(ours.folder, 'node_modules', 'create-ml-portfolio', 'dist', 'cli.cjs');
    const rounds = quick ? { short: 7, long: 3 } : { short: 25, long: 7 };
    const tables = measureAll(root, work, cli, peers, rounds);
    const results = {
      ...{ date: today(), machine: machine(), peers: { ...pinned.npm, ...pinned.pypi, ...readers }, rounds, ...tables },
      reading: measureReading(root, work, cli, 3),
      growth: quick ? [] : await measureGrowth(root, work),
      installed: Object.entries({ [us]: ours, ...peers }).map(([name, { packages, bytes }]) => ({
        name,
        packages,
        bytes,
      })),
      parts: await sized(),
      pipelines: quick ? [] : measurePipelines(root, work, cli, order),
    };
    if (quick) console.log(drawPage(results));
    else keep(root, results);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function keep(root: string, results: Results): void {
  writeResults(root, results);
  writeFileSync(path.join(root, 'docs', 'benchmarks.md'), drawPage(results));
}

const today = (): string => new Date().toISOString().slice(0, 10);

const machine = (): string =>
  `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version.slice(1)}, ${type()} ${release().split('.').slice(0, 2).join('.')}`;

/** Memory where there is such a disk: what is compared is the tools, not what else a disk does at the time. */
function memory(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

function installOurs(root: string, work: string): Installed {
  const folder = path.join(work, 'ours');
  mkdirSync(folder);
  execFileSync('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', work], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  installFromNpm(folder, tarball);
  return npmSize(folder);
}

function measureAll(
  root: string,
  work: string,
  cli: string,
  peers: Readonly<Record<string, Installed>>,
  rounds: { readonly short: number; readonly long: number },
): Pick<Results, 'create' | 'help' | 'large'> {
  const npm = (name: keyof typeof pinned.npm, ...file: string[]): string =>
    path.join(peers[name]?.folder ?? '', 'node_modules', name, ...file);
  const plop = npm('plop', 'bin', 'plop.js');
  const hygen = npm('hygen', 'dist', 'bin.js');
  const vite = npm('create-vite', 'index.js');
  const bin = (name: keyof typeof pinned.pypi): string => path.join(peers[name]?.folder ?? '', 'bin', name);
  const loop = path.join(root, 'scripts', 'bench', 'copy.mjs');
  const ours = [cli, '{new}', '--template', 'predictive-model', '--yes', '--no-git'];
  const viteWords = [vite, '{new}', '--template', 'vanilla-ts', '--no-interactive'];
  const run = (folder: string, count: number, jobs: readonly (readonly [string, readonly string[], number?])[]) => {
    const all: readonly Job[] = jobs.map(([name, words, files = 0]) => ({ name, words, files }));
    return measure(root, folder, count, all);
  };

  execFileSync('node', [cli, 'sample', ...ours.slice(2)], { cwd: work, stdio: 'ignore' });
  const files = filesOf(path.join(work, 'sample'));
  execFileSync('node', [vite, 'vite', ...viteWords.slice(2)], { cwd: work, stdio: 'ignore' });
  const viteCount = filesOf(path.join(work, 'vite')).size;
  const same = templatesOf(path.join(work, 'same'), files);
  const large = templatesOf(path.join(work, 'large'), manyFiles(many));

  const create = run(same.hygen, rounds.short, [
    [node, ['node', '-e', '0']],
    [copy, ['node', loop, same.plain, '{new}'], files.size],
    ['create-ml-portfolio', ['node', ...ours, '--author', 'Ann'], files.size],
    ['the same, asking git who', ['node', ...ours], files.size],
    ['create-vite, its own files', ['node', ...viteWords], viteCount],
    ['hygen', ['node', hygen, 'project', 'new', '--name', '{new}'], files.size],
    ['plop', ['node', plop, '--plopfile', `${same.plop}/plopfile.mjs`, '--dest', '.', '{new}'], files.size],
    ['cookiecutter', [bin('cookiecutter'), '--no-input', same.cookiecutter, 'name={new}'], files.size],
    ['copier', [bin('copier'), 'copy', '--quiet', '--defaults', same.copier, '{new}'], files.size],
  ]);
  const help = run(same.hygen, rounds.short, [
    [node, ['node', '-e', '0']],
    ['create-ml-portfolio', ['node', cli, '--help']],
    ['create-vite', ['node', vite, '--help']],
    ['hygen', ['node', hygen, '--help']],
    ['plop', ['node', plop, '--help']],
    ['cookiecutter', [bin('cookiecutter'), '--help']],
    ['copier', [bin('copier'), '--help']],
  ]);
  const largest = run(large.plop, rounds.long, [
    [node, ['node', '-e', '0']],
    [copy, ['node', loop, large.plain, '{new}'], many],
    [
      'create-ml-portfolio',
      ['node', cli, '{new}', '--template', large.ours, '--yes', '--no-git', '--author', 'Ann'],
      many + 1,
    ],
    ['plop', ['node', plop, '--plopfile', `${large.plop}/plopfile.mjs`, '--dest', '.', '{new}'], many],
    ['cookiecutter', [bin('cookiecutter'), '--no-input', large.cookiecutter, 'name={new}'], many],
  ]);
  const counts = {
    [copy]: files.size,
    hygen: files.size,
    plop: files.size,
    cookiecutter: files.size,
    copier: files.size,
  };
  const own = {
    'create-ml-portfolio': files.size,
    'the same, asking git who': files.size,
    'create-vite, its own files': viteCount,
  };
  const largeCounts = { [copy]: many, 'create-ml-portfolio': many + 1, plop: many, cookiecutter: many };
  const { [node]: idle = [], ...others } = largest;
  return {
    create: tableOf('Create a project', node, { ...counts, ...own }, create, peakOf(create[node])),
    help: tableOf('Print the help', node, {}, help, peakOf(help[node])),
    large: tableOf(
      `Create ${many.toLocaleString('en')} files from a custom template`,
      ...([copy, largeCounts, others, peakOf(idle)] as const),
    ),
  };
}

const peakOf = (samples: readonly Sample[] = []): number => spread(samples.map(({ peak }) => peak)).median;
