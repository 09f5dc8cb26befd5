import type { Sample } from './jobs.ts';
import { paired, type Spread, spread } from './statistics.ts';

/** One measured command among others, against the one that they are compared with. */
export interface Row {
  readonly name: string;
  readonly files: number;
  readonly ratio: Spread;
  readonly milliseconds: number;
  /** Peak memory above that of the base, in MiB. */
  readonly memory: number;
}

export interface Table {
  readonly title: string;
  readonly base: string;
  readonly rows: readonly Row[];
}

export interface Budget {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  /** Why it is missed, where it is. */
  readonly reason: string;
}

/** Every command's runs as multiples of the base's runs beside them. */
export function tableOf(
  title: string,
  base: string,
  files: Readonly<Record<string, number>>,
  samples: Readonly<Record<string, readonly Sample[]>>,
  memoryBase: number,
): Table {
  const seconds = (name: string): readonly number[] => (samples[name] ?? []).map((sample) => sample.seconds);
  const rows = Object.entries(samples).map(([name, taken]) => ({
    name,
    files: files[name] ?? 0,
    ratio: paired(seconds(name), seconds(base)),
    milliseconds: spread(seconds(name)).median * 1000,
    memory: (spread(taken.map((sample) => sample.peak)).median - memoryBase) / 2 ** 20,
  }));
  return { title, base, rows: rows.toSorted((a, b) => a.ratio.median - b.ratio.median) };
}

const fixed = (value: number): string => value.toFixed(2);

/** A table as Markdown, which is as readable in a terminal: every column is as wide as its longest entry. */
export function drawTable(head: readonly string[], body: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...body.map((row) => row[column] ?? '')].map((text) => text.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line)];
}

export const drawMeasured = ({ title, base, rows }: Table): readonly string[] => [
  `### ${title}`,
  '',
  ...drawTable(
    ['command', 'files', `× ${base}`, 'quartiles', 'ms', 'MiB above'],
    rows.map((row) => [
      row.name,
      row.files > 0 ? String(row.files) : '',
      fixed(row.ratio.median),
      `${fixed(row.ratio.low)}–${fixed(row.ratio.high)}`,
      row.milliseconds.toFixed(0),
      String(Math.round(row.memory) || 0),
    ]),
  ),
];

export const holds = ({ measured, limit }: Budget): boolean => measured <= limit;

/** Which budgets hold, and why those do not that do not. */
export function drawBudgets(budgets: readonly Budget[]): readonly string[] {
  const rows = budgets.map((budget) => [
    budget.what,
    `${budget.unit === '×' ? fixed(budget.measured) : Math.ceil(budget.measured)}`,
    `≤ ${budget.limit}`,
    budget.unit,
    holds(budget) ? 'holds' : 'missed',
  ]);
  const missed = budgets.filter((budget) => !holds(budget)).map(({ what, reason }) => `- Missed: ${what}. ${reason}`);
  return [
    '### Budgets',
    '',
    ...drawTable(['what', 'measured', 'budget', 'unit', ''], rows),
    ...(missed.length > 0 ? ['', ...missed] : []),
  ];
}
