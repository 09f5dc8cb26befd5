import { describe, expect, test } from 'vitest';
import { type Metrics, parseMetrics } from '../../src/project/metrics.ts';
import { drawMetrics } from '../../src/report/draw-metrics.ts';

const measured = (value: number | null): object => ({ f1: { value, ci_low: value, ci_high: value, n: 3 } });
const metrics = {
  schema_version: 2,
  primary_metric: { name: 'f1', higher_is_better: true },
  data: { n: { train: 6, test: 3 } },
  interval: { level: 0.95 },
  models: {
    challenger: { name: 'Forest(trees=3)', metrics: measured(0.75) },
    trivial: { name: 'Majority', metrics: measured(null) },
  },
  served: 'challenger',
  comparison: { challenger_vs_trivial: { diff: null, ci_low: -0.5, ci_high: 120 } },
};

test('the result is a table, and an undefined figure is called so', () => {
  const parsed = parseMetrics(JSON.stringify(metrics));
  expect(parsed).toEqual(metrics);
  expect(drawMetrics(parsed as Metrics)).toEqual([
    'F1 on 3 held-out cases, 95 % intervals (higher is better)',
    'trivial     Majority  undefined  no interval',
    'challenger  Forest    0.750      0.750 to 0.750  served',
    'challenger against trivial  undefined  −0.500 to +120.0',
  ]);
});

test('what a decision saves is said, and invented data is called so', () => {
  const saved = { value: 102, ci_low: 80.5, ci_high: 130 };
  const lines = drawMetrics({
    ...(metrics as unknown as Metrics),
    data: { n: { test: 3 }, synthetic: true },
    decision: { per: '1,000 cases', against: 'always no', saved },
  });
  expect(lines[0]).toMatch(/^SYNTHETIC data: F1 on 3/);
  expect(lines).toContain('saved per 1,000 cases against "always no": 102.0, 80.500 to 130.0');
});

test('an alarm that only warns is not counted as a gate that failed', () => {
  const gates = { no_leak: { passed: true }, too_good: { passed: false, warns: true } };
  expect(drawMetrics({ ...(metrics as unknown as Metrics), gates })).toContain('gates: 1 of 1 passed');
});

test.each([
  ['mae', 'MAE on'],
  ['average_precision', 'Average precision on'],
])('%s is headed %s', (name, heading) => {
  const named = { ...(metrics as unknown as Metrics), primary_metric: { name, higher_is_better: true } };
  expect(drawMetrics(named)[0]).toMatch(heading);
});

describe("another template's report is none of ours, and no fault", () => {
  test.each(['', '{', 'null', '[]', '{"accuracy": 0.9}', JSON.stringify({ ...metrics, models: { a: { name: 'x' } } })])(
    '%s',
    (json) => {
      expect(parseMetrics(json)).toBeUndefined();
    },
  );
});
