import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, type } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { measureGrowth } from './bench/growth.ts';
import { type Job, measure, type Sample } from './bench/jobs.ts';
import { type Installed, installFromNpm, installPeers, npmSize, pinned } from './bench/peers.ts';
import { type Budget, drawBudgets, drawMeasured, drawTable, type Table, tableOf } from './bench/report.ts';
import { spread } from './bench/statistics.ts';
import { filesOf, manyFiles, templatesOf } from './bench/templates.ts';

const many = 5000;
const node = 'node -e 0';
const copy = 'bare copy loop';

/** Measures our start-up, creation, memory and size beside our peers', and writes docs/benchmarks.md. `--quick`: few rounds. */
export async function main(root: string, words: readonly string[]): Promise<void> {
  const quick = words.includes('--quick');
  const work = mkdtempSync(path.join(memory(), 'bench-'));
  try {
    const peers = installPeers(path.join(root, '.cache'));
    const { tarball, installed } = installOurs(root, work);
    const cli = path.join(installed.folder, 'node_modules', 'create-ml-portfolio', 'dist', 'cli.cjs');
    const rounds = quick ? { short: 7, long: 3 } : { short: 25, long: 7 };
    const tables = measureAll(root, work, cli, peers, rounds);
    const growth = quick ? [] : await measureGrowth(root, work);
    const lines = [
      ...[...tables, ...growth].flatMap((table) => [...drawMeasured(table), '']),
      ...drawSizes({ 'create-ml-portfolio': installed, ...peers }),
      '',
      ...drawBudgets(budgetsOf(root, tables, installed, tarball)),
    ];
    console.log(lines.join('\n'));
    writeFileSync(path.join(root, 'docs', 'benchmarks.md'), `${[...introduction(rounds), ...lines].join('\n')}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Memory where there is such a disk: what is compared is the tools, not what else a disk does at the time. */
function memory(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

function installOurs(root: string, work: string): { tarball: string; installed: Installed } {
  const folder = path.join(work, 'ours');
  mkdirSync(folder);
  execFileSync('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', work], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  installFromNpm(folder, tarball);
  return { tarball, installed: npmSize(folder) };
}

function measureAll(
  root: string,
  work: string,
  cli: string,
  peers: Readonly<Record<string, Installed>>,
  rounds: { readonly short: number; readonly long: number },
): readonly Table[] {
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
  return [
    tableOf('Create a project', node, { ...counts, ...own }, create, peakOf(create[node])),
    tableOf('Print the help', node, {}, help, peakOf(help[node])),
    tableOf('Create 5,000 files from a custom template', copy, largeCounts, others, peakOf(idle)),
  ];
}

const peakOf = (samples: readonly Sample[] = []): number => spread(samples.map(({ peak }) => peak)).median;

const drawSizes = (sizes: Readonly<Record<string, Installed>>): readonly string[] => [
  '### What an installation brings',
  '',
  ...drawTable(
    ['', 'packages', 'MB on disk'],
    Object.entries(sizes).map(([name, { packages, bytes }]) => [name, String(packages), (bytes / 1e6).toFixed(1)]),
  ),
];

function budgetsOf(
  root: string,
  [create, help, large]: readonly Table[],
  installed: Installed,
  tarball: string,
): readonly Budget[] {
  const row = (table: Table | undefined, name = 'create-ml-portfolio') => table?.rows.find((one) => one.name === name);
  const median = (table: Table | undefined, name?: string): number => row(table, name)?.ratio.median ?? Number.NaN;
  const rival = Math.min(median(large, 'plop'), median(large, 'cookiecutter'));
  const kilobytes = (folder: string): number => compressed(path.join(root, folder)) / 1000;
  const cold =
    'What is left is code that runs once: in a CPU profile, ours takes 39 %, modules of Node that it needs 27 %, compiling 14 %, collecting garbage 6 %, the file system 5 %. Node 20 keeps no compiled code from run to run.';
  return [
    { what: 'create a project, no git', measured: median(create), limit: 1.5, unit: '×', reason: cold },
    { what: '--help', measured: median(help), limit: 1.3, unit: '×', reason: cold },
    {
      what: '5,000 files, against a bare loop',
      measured: median(large),
      limit: 1.3,
      unit: '×',
      reason:
        'A bare loop loads no code, and checks and hashes nothing of what it copies. In a CPU profile of ours, opening, reading and writing take about two fifths, collecting garbage an eighth, checks and start-up the rest.',
    },
    {
      what: 'the same, against the faster of two peers',
      measured: median(large) / rival,
      limit: 1,
      unit: '×',
      reason: '',
    },
    {
      what: 'the same, peak memory above node -e 0',
      measured: row(large)?.memory ?? Number.NaN,
      limit: 80,
      unit: 'MiB',
      reason: 'Every file of a custom template is known before the first is written.',
    },
    { what: 'packages installed by npx', measured: installed.packages, limit: 1, unit: '', reason: '' },
    {
      what: 'tarball',
      measured: statSync(tarball).size / 1000,
      limit: 300,
      unit: 'KB',
      reason: 'Four project types are in it, each with its code, tests, data sheets and, for the chatbot, a handbook.',
    },
    {
      what: 'code in it, compressed',
      measured: kilobytes('dist'),
      limit: 120,
      unit: 'KB',
      reason:
        'A third is execa and the compiler of Handlebars, loaded for steps and for custom templates alone; a third is what checking and compiling our own templates found.',
    },
    {
      what: 'templates in it, compressed',
      measured: kilobytes('templates'),
      limit: 170,
      unit: 'KB',
      reason: 'It grows with every project type, whose code and data are the product.',
    },
  ];
}

/** Each file compressed by itself: a little more than what it takes in the tarball. */
const compressed = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/__pycache__|_cache/.test(entry.parentPath))
    .reduce(
      (sum, entry) => sum + gzipSync(readFileSync(path.join(entry.parentPath, entry.name)), { level: 9 }).length,
      0,
    );

function introduction({ short, long }: { readonly short: number; readonly long: number }): readonly string[] {
  const peers = Object.entries({ ...pinned.npm, ...pinned.pypi }).map(([name, version]) => `${name} ${version}`);
  return [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version.slice(1)}, ${type()} ${release().split('.').slice(0, 2).join('.')}.`,
    `Beside us: ${peers.join(', ')}; each is installed from its registry, and we from our packed tarball.`,
    '',
    `All commands of a table take turns, ${short} rounds (${long} for the 5,000 files) after one to warm up, and each run is divided by the base's run of`,
    'the same round, so that what slows the machine for a while slows both. Shown are the median of these ratios and their quartiles; the',
    'milliseconds and the peak memory above `node -e 0` are medians too. Projects are written to a disk in memory where there is one. In the',
    'first table we create `predictive-model`, and the peers the same files, without the braces that they would take for their own, from a',
    'local template each; create-vite knows its own templates only. To the 5,000 files we add our record. With `--author` given, as in the',
    'first of our rows, git is not asked for a name.',
    '',
  ];
}
