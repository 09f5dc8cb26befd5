import * as v from 'valibot';

/** Null where a metric is undefined, such as one of a class that the test rows lack. */
const figure = v.nullable(v.number());
const interval = v.object({ value: figure, ci_low: figure, ci_high: figure });
const difference = v.object({ diff: figure, ci_low: figure, ci_high: figure });

const schema = v.object({
  primary_metric: v.object({ name: v.string(), higher_is_better: v.boolean() }),
  data: v.object({ n: v.object({ test: v.number() }), synthetic: v.exactOptional(v.boolean()) }),
  interval: v.object({ level: v.number() }),
  models: v.record(v.string(), v.object({ name: v.string(), metrics: v.record(v.string(), interval) })),
  served: v.string(),
  decision: v.exactOptional(v.object({ per: v.string(), against: v.string(), saved: interval })),
  comparison: v.record(v.string(), difference),
  gates: v.exactOptional(v.record(v.string(), v.object({ passed: v.boolean(), warns: v.exactOptional(v.boolean()) }))),
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
