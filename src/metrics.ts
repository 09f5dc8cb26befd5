/** The part of a generated project's `reports/metrics.json` that we show; the whole is described by schemas/metrics.schema.json. */
export interface Metrics {
  readonly primary_metric: { readonly name: string; readonly higher_is_better: boolean };
  readonly data: { readonly name: string; readonly n: Readonly<Record<string, number>> };
  readonly interval: { readonly level: number };
  readonly models: Readonly<
    Record<string, { readonly name: string; readonly metrics: Readonly<Record<string, Interval>> }>
  >;
  readonly served: string;
  readonly comparison: Readonly<
    Record<string, { readonly diff: number; readonly ci_low: number; readonly ci_high: number }>
  >;
  readonly gates?: Readonly<Record<string, { readonly passed: boolean }>>;
}

interface Interval {
  readonly value: number;
  readonly ci_low: number;
  readonly ci_high: number;
}

const number = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(3));
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;

/** The result as a table of a few lines, as the project's own README shows it. */
export function drawMetrics(metrics: Metrics): readonly string[] {
  const { primary_metric: primary, models, comparison } = metrics;
  const level = Math.round(metrics.interval.level * 100);
  const name = primary.name.replaceAll('_', ' ');
  const rows = Object.entries(models)
    .filter(([, model]) => model.metrics[primary.name])
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([tier, model]) => {
      const { value, ci_low, ci_high } = model.metrics[primary.name] as Interval;
      return [
        tier,
        model.name.replace(/\(.*$/s, ''),
        number(value),
        `${number(ci_low)} to ${number(ci_high)}`,
        tier === metrics.served ? 'served' : '',
      ];
    });
  const differences = Object.entries(comparison).map(([pair, { diff, ci_low, ci_high }]) => [
    pair.replaceAll('_', ' ').replace(' vs ', ' against '),
    signed(diff),
    `${signed(ci_low)} to ${signed(ci_high)}`,
  ]);
  const gates = Object.values(metrics.gates ?? {});
  const better = primary.higher_is_better ? 'higher is better' : 'lower is better';
  return [
    `${name[0]?.toUpperCase()}${name.slice(1)} on ${metrics.data.n.test} held-out cases, ${level} % intervals (${better})`,
    ...align(rows),
    ...align(differences),
    ...(gates.length > 0 ? [`gates: ${gates.filter((gate) => gate.passed).length} of ${gates.length} passed`] : []),
  ];
}

const order = ['trivial', 'simple', 'selected'];

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
