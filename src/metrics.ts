import * as v from 'valibot';
import { columns } from './columns.ts';

/** Null where a metric is undefined, such as one of a class that the test rows lack. */
const figure = v.nullable(v.number());
const interval = v.object({ value: figure, ci_low: figure, ci_high: figure });
const difference = v.object({ diff: figure, ci_low: figure, ci_high: figure });

const schema = v.object({
  primary_metric: v.object({ name: v.string(), higher_is_better: v.boolean() }),
  data: v.object({ n: v.object({ test: v.number() }) }),
  interval: v.object({ level: v.number() }),
  models: v.record(v.string(), v.object({ name: v.string(), metrics: v.record(v.string(), interval) })),
  served: v.string(),
  comparison: v.record(v.string(), difference),
  gates: v.exactOptional(v.record(v.string(), v.object({ passed: v.boolean() }))),
});

/** The part of a generated project's `reports/metrics.json` that we show; schemas/metrics.schema.json describes the whole. */
export type Metrics = v.InferOutput<typeof schema>;

/** What a file holds that a pipeline has written, where it is a report such as our templates write. */
export function parseMetrics(json: string): Metrics | undefined {
  try {
    const whole: unknown = JSON.parse(json);
    return v.is(schema, whole) ? whole : undefined;
  } catch {
    return undefined;
  }
}

type Figure = v.InferOutput<typeof figure>;

const number = (value: Figure): string =>
  value === null ? 'undefined' : value.toFixed(Math.abs(value) >= 100 ? 1 : 3);
const signed = (value: Figure): string =>
  value === null ? 'undefined' : `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;

/** The result as a table of a few lines, as the project's own README shows it. */
export function drawMetrics(metrics: Metrics): readonly string[] {
  const { primary_metric: primary, models, comparison } = metrics;
  const level = Math.round(metrics.interval.level * 100);
  const rows = Object.entries(models)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .flatMap(([tier, model]) => {
      const measured = model.metrics[primary.name];
      if (!measured) return [];
      const between = `${number(measured.ci_low)} to ${number(measured.ci_high)}`;
      const served = tier === metrics.served ? 'served' : '';
      return [[tier, model.name.replace(/\(.*$/s, ''), number(measured.value), between, served]];
    });
  const differences = Object.entries(comparison).map(([pair, { diff, ci_low, ci_high }]) => [
    pair.replaceAll('_', ' ').replace(' vs ', ' against '),
    signed(diff),
    `${signed(ci_low)} to ${signed(ci_high)}`,
  ]);
  const gates = Object.values(metrics.gates ?? {});
  const better = primary.higher_is_better ? 'higher is better' : 'lower is better';
  return [
    `${heading(primary.name)} on ${metrics.data.n.test} held-out cases, ${level} % intervals (${better})`,
    ...columns(rows),
    ...columns(differences),
    ...(gates.length > 0 ? [`gates: ${gates.filter((gate) => gate.passed).length} of ${gates.length} passed`] : []),
  ];
}

/** `mae` is an abbreviation, `average_precision` a phrase. */
const heading = (name: string): string =>
  name.length <= 4 ? name.toUpperCase() : `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

const order = ['trivial', 'simple', 'selected'];
