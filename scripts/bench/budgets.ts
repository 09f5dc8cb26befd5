import { type Part, type Reading, type Results, rowOf, type Table, withLeaks } from './results.ts';

/** What something may take, and what it took; nothing where the run did not measure it. */
export interface Budget {
  readonly what: string;
  readonly limit: number;
  readonly unit: '×' | 'MiB' | 'KB' | 's' | 'min' | '';
  readonly measured: number | undefined;
}

/** Types whose models are convolutions: they may take twice as long. */
const vision = ['image-classifier'];

/** All that we have set ourselves a limit for, in the words of the page. */
export const budgetsOf = (results: Results): readonly Budget[] => [
  {
    what: 'create the default project without git, against `node -e 0`',
    ...{ limit: 1.5, unit: '×', measured: median(results.create) },
  },
  { what: '`--help`, against `node -e 0`', limit: 1.3, unit: '×', measured: median(results.help) },
  { what: 'a large custom template, against a bare copy loop', limit: 1.6, unit: '×', measured: median(results.large) },
  {
    what: 'the same, against the faster of plop and cookiecutter',
    ...{ limit: 0.1, unit: '×', measured: againstFaster(results.large, ['plop', 'cookiecutter']) },
  },
  {
    what: 'the same, peak memory above `node -e 0`',
    ...{ limit: 80, unit: 'MiB', measured: rowOf(results.large)?.memory },
  },
  {
    what: 'packages that `npx` installs',
    ...{ limit: 1, unit: '', measured: results.installed.find(({ name }) => name === 'create-ml-portfolio')?.packages },
  },
  ...readingBudgets(results.reading),
  ...partBudgets(results.parts.of),
  ...results.pipelines.flatMap(({ type, seconds, tests }): readonly Budget[] => {
    const more = vision.includes(type) ? 2 : 1;
    return [
      { what: `all stages of the default ${type}`, limit: 60 * more, unit: 's', measured: seconds },
      { what: `the tests of the default ${type}`, limit: 30 * more, unit: 's', measured: tests },
    ];
  }),
  ...(results.pipelines.length > 0
    ? []
    : [{ what: 'all stages of each default project', limit: 60, unit: 's', measured: undefined } as const]),
  // No part of this run: it is the whole of ours.
  { what: '`.ci/run`, with seven types', limit: 45, unit: 'min', measured: undefined },
];

/** Of a profile: 100 MB/s, with what Node takes to start taken off. */
function readingBudgets(reading: Reading | undefined): readonly Budget[] {
  if (!reading) return [];
  const [ours, leaks] = [rowOf(reading), rowOf(reading, withLeaks)];
  const seconds = (milliseconds: number | undefined): number | undefined =>
    milliseconds === undefined ? undefined : milliseconds / 1000;
  const size = (reading.bytes / 1e6).toFixed(0);
  return [
    {
      what: `read ${size} MB and decide kinds`,
      ...{ limit: Number((reading.bytes / 1e8).toFixed(2)), unit: 's' },
      measured: seconds(ours && ours.milliseconds - reading.start),
    },
    { what: 'the memory of it above `node -e 0`', limit: 80, unit: 'MiB', measured: ours?.memory },
    {
      what: 'leak checks on top of it',
      ...{ limit: 3, unit: 's', measured: seconds(ours && leaks && leaks.milliseconds - ours.milliseconds) },
    },
  ];
}

const median = (table: Table, name?: string): number | undefined => rowOf(table, name)?.ratio.median;

function againstFaster(table: Table, names: readonly string[]): number | undefined {
  const [own, ...others] = [median(table), ...names.map((name) => median(table, name))];
  const rivals = others.filter((one) => one !== undefined);
  return own === undefined || rivals.length === 0 ? undefined : own / Math.min(...rivals);
}

/** Where a limit holds for each of many parts, all that hold are one row, and each that does not has its own. */
function partBudgets(parts: readonly Part[]): readonly Budget[] {
  const limits = [
    { kind: 'create', limit: 110, what: 'code that creating a project loads, the most of any type' },
    { kind: 'other', limit: 60, what: 'each other part of the code, the largest of which is' },
    { kind: 'shared', limit: 90, what: 'what all types share' },
    { kind: 'type', limit: 75, what: 'the own files of the default' },
  ] as const;
  return limits.flatMap(({ kind, limit, what }) => {
    const of = parts.filter((part) => part.kind === kind).toSorted((a, b) => b.bytes - a.bytes);
    const shown = kind === 'type' ? of : of.slice(0, 1);
    const named = kind === 'type' || kind === 'other';
    return shown.map(({ name, bytes }) => ({
      ...{ what: named ? `${what} ${name}` : what, limit, unit: 'KB' as const, measured: bytes / 1000 },
    }));
  });
}

export const isMet = ({ measured, limit }: Budget): boolean | undefined =>
  measured === undefined || Number.isNaN(measured) ? undefined : measured <= limit;
