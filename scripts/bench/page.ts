import { type Budget, budgetsOf, isMet } from './budgets.ts';
import { type Growth, type Reading, type Results, type Row, rowOf, type Table, us, withLeaks } from './results.ts';

/** docs/benchmarks.md: every number in it, and every judgement, comes from the results. */
export function drawPage(results: Results): string {
  const { create, help, large, growth, reading } = results;
  const sections = [
    introduction(results),
    drawMeasured(create),
    compared(create),
    drawMeasured(help),
    compared(help),
    drawMeasured(large),
    compared(large),
    ...(reading ? [drawMeasured(reading), compared(reading), drawSpeed(reading)] : []),
    ...growth.flatMap((one) => [drawMeasured(one), grown(one)]),
    drawInstalled(results),
    drawParts(results),
    ...(results.pipelines.length > 0 ? [drawPipelines(results)] : []),
    drawBudgets(budgetsOf(results)),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const fixed = (value: number): string => value.toFixed(2);
const counted = (value: number): string => value.toLocaleString('en');
const listed = (some: readonly string[]): string =>
  [some.slice(0, -1).join(', '), ...some.slice(-1)].filter(Boolean).join(' and ');

function introduction({ date, machine, peers, rounds, large }: Results): readonly string[] {
  const files = counted(rowOf(large, large.base)?.files ?? 0);
  return [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\` on ${date}: ${machine}, from the numbers in [benchmarks.json](benchmarks.json).`,
    `Beside us: ${listed(Object.entries(peers).map((one) => one.join(' ')))}; each is installed from its registry, and we from our packed tarball.`,
    '',
    `All commands of a table take turns, ${rounds.short} rounds (${rounds.long} for the ${files} files) after one to warm up, and each run is`,
    "divided by the base's run of the same round, so that what slows the machine for a while slows both. Shown are the median of these",
    'ratios and their quartiles; the milliseconds and the peak memory above `node -e 0` are medians too. Projects are written to a disk in',
    'memory where there is one. In the first table we create `predictive-model`, and the peers the same files, without the braces that they',
    `would take for their own, from a local template each; create-vite knows its own templates only. To the ${files} files we add our`,
    'record. With `--author` given, as in the first of our rows, git is not asked for a name.',
  ];
}

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

const drawMeasured = ({ title, base, rows }: Table): readonly string[] => [
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

const tool = (name: string): string => name.split(',')[0] ?? name;

/** How we do beside the others of a table, those first that are nearest to us. */
function compared(table: Table): readonly string[] {
  const ours = rowOf(table);
  if (!ours) return [];
  const others = table.rows.filter(
    ({ name }) => name !== us && name !== table.base && !/^(the same|bare copy)/.test(name),
  );
  const said = others
    .toSorted((a, b) => a.ratio.median - b.ratio.median)
    .map((other) => `${tool(other.name)} ${beside(other, ours)}`);
  const base = table.base.startsWith('node')
    ? `\`${table.base}\``
    : table.base.startsWith('bare')
      ? `the ${table.base}`
      : tool(table.base);
  const beginning = `${us} takes ${fixed(ours.ratio.median)} × ${base}`;
  return [`${beginning}${said.length > 0 ? `. Beside it, ${listed(said)}` : ''}.`];
}

/** One tool beside us. Where the quartiles of both have something in common, neither is called the faster. */
function beside(other: Row, ours: Row): string {
  const times = other.ratio.median / ours.ratio.median;
  const files = other.files > 0 && Math.abs(other.files - ours.files) > 1 ? ` (for ${other.files} files)` : '';
  if (other.ratio.low <= ours.ratio.high && ours.ratio.low <= other.ratio.high)
    return `takes about as long (the quartiles overlap)${files}`;
  return `takes ${times < 10 ? fixed(times) : times.toFixed(0)} times as long${files}`;
}

/** How fast each reads, without what Node takes to start. */
const drawSpeed = (reading: Reading): readonly string[] => [
  `The file has ${(reading.bytes / 1e6).toFixed(0)} MB. Less the ${reading.start.toFixed(0)} ms that Node takes to start, all read in a second: ${listed(
    reading.rows
      .filter(({ name }) => name !== withLeaks)
      .map(({ name, milliseconds }) => `${tool(name)} ${megabytesASecond(reading, milliseconds).toFixed(0)} MB`),
  )}.`,
];

const megabytesASecond = ({ bytes, start }: Reading, milliseconds: number): number =>
  bytes / 1e3 / (milliseconds - start);

/** What the largest run takes beside the smallest, and whether that is more than its data grew. */
function grown({ rows, sizes, unit }: Growth): readonly string[] {
  const [first, last] = [rows[0], rows.at(-1)];
  const [small = Number.NaN, large = Number.NaN] = [sizes[0], sizes.at(-1)];
  if (!first || !last) return [];
  const [data, time] = [large / small, last.ratio.median / first.ratio.median];
  const judged = time <= data ? 'less than in proportion' : 'more than in proportion';
  const more = Math.round(last.memory - first.memory);
  return [
    `From ${counted(small)} to ${counted(large)} ${unit}, ${data.toFixed(0)} times as many, a run takes ${time.toFixed(1)} times as long, ${judged}, and ${more} MiB more memory.`,
  ];
}

function drawInstalled({ installed }: Results): readonly string[] {
  const own = installed.find(({ name }) => name === us);
  const fewer = installed.filter(({ packages }) => packages < (own?.packages ?? 0)).map(({ name }) => name);
  const smaller = installed.filter(({ bytes }) => bytes < (own?.bytes ?? 0)).map(({ name }) => name);
  const judged = (some: readonly string[], what: string): string =>
    some.length > 0 ? `${listed(some)} ${some.length > 1 ? 'bring' : 'brings'} ${what}` : `none brings ${what}`;
  return [
    '### What an installation brings',
    '',
    ...drawTable(
      ['', 'packages', 'MB on disk'],
      installed.map(({ name, packages, bytes }) => [name, String(packages), (bytes / 1e6).toFixed(1)]),
    ),
    '',
    `Of the others, ${judged(fewer, 'fewer packages than ours')}, and ${judged(smaller, 'less on disk')}.`,
  ];
}

const kinds = {
  create: 'loaded to create',
  other: 'other code',
  shared: 'what all types share',
  type: 'own files of the default',
} as const;

const drawParts = ({ parts: { date, of } }: Results): readonly string[] => [
  '### What the package holds',
  '',
  `Each file compressed by itself, which is a little more than it takes in the tarball; taken on ${date}.`,
  '',
  ...drawTable(
    ['part', 'of', 'KB'],
    of.map(({ kind, name, bytes }) => [kinds[kind], kind === 'shared' ? '' : name, (bytes / 1000).toFixed(1)]),
  ),
];

const drawPipelines = ({ pipelines }: Results): readonly string[] => [
  '### The projects themselves',
  '',
  ...drawTable(
    ['default project', 'all stages, s', 'tests, s'],
    pipelines.map(({ type, seconds, tests }) => [type, seconds.toFixed(0), tests.toFixed(0)]),
  ),
];

const amount = (value: number, unit: Budget['unit']): string =>
  `${unit === '×' ? fixed(value) : unit === '' ? value : value.toFixed(value < 100 ? 1 : 0)} ${unit}`.trimEnd();

/** Every budget with what was measured, and how far over it is what does not keep it. */
export function drawBudgets(budgets: readonly Budget[]): readonly string[] {
  const verdict = (budget: Budget): string =>
    ({ true: 'met', false: 'NOT MET' })[String(isMet(budget))] ?? 'not measured';
  const rows = budgets.map((budget) => [
    budget.what,
    `≤ ${budget.limit} ${budget.unit}`.trimEnd(),
    isMet(budget) === undefined ? '' : amount(budget.measured ?? 0, budget.unit),
    verdict(budget),
  ]);
  const [met, missed, open] = [true, false, undefined].map((one) => budgets.filter((budget) => isMet(budget) === one));
  const over = (missed ?? []).map(({ what, measured = 0, limit, unit }) => {
    return `- Not met: ${what}: ${amount(measured - limit, unit)} over, ${Math.ceil((measured / limit - 1) * 100)} %.`;
  });
  return [
    '### Budgets',
    '',
    ...drawTable(['what', 'budget', 'measured', ''], rows),
    '',
    `Of ${budgets.length} budgets, met: ${met?.length}; not met: ${missed?.length}; not measured by this run: ${open?.length}.`,
    ...(over.length > 0 ? ['', ...over] : []),
  ];
}
