import type { Metrics } from '../project/metrics.ts';
import { columns } from '../terminal/columns.ts';

type Figure = number | null;

const number = (value: Figure): string =>
  value === null ? 'undefined' : value.toFixed(Math.abs(value) >= 100 ? 1 : 3);
const between = (show: (value: Figure) => string, low: Figure, high: Figure): string =>
  low === null || high === null ? 'no interval' : `${show(low)} to ${show(high)}`;
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
      const ends = between(number, measured.ci_low, measured.ci_high);
      const served = tier === metrics.served ? 'served' : '';
      return [[tier, model.name.replace(/\(.*$/s, ''), number(measured.value), ends, served]];
    });
  const differences = Object.entries(comparison).map(([pair, { diff, ci_low, ci_high }]) => [
    pair.replaceAll('_', ' ').replace(' vs ', ' against '),
    signed(diff),
    between(signed, ci_low, ci_high),
  ]);
  const gates = Object.values(metrics.gates ?? {}).filter(({ passed, warns }) => passed || !warns);
  const decision = metrics.decision;
  const saved = decision && between(number, decision.saved.ci_low, decision.saved.ci_high);
  const invented = metrics.data.synthetic ? 'SYNTHETIC data: ' : '';
  const better = primary.higher_is_better ? 'higher is better' : 'lower is better';
  return [
    `${invented}${heading(primary.name)} on ${metrics.data.n.test} held-out cases, ${level} % intervals (${better})`,
    ...columns(rows),
    ...columns(differences),
    ...(decision
      ? [`saved per ${decision.per} against "${decision.against}": ${number(decision.saved.value)}, ${saved}`]
      : []),
    ...(gates.length > 0 ? [`gates: ${gates.filter((gate) => gate.passed).length} of ${gates.length} passed`] : []),
  ];
}

/** `mae` is an abbreviation, `average_precision` a phrase. */
const heading = (name: string): string =>
  name.length <= 4 ? name.toUpperCase() : `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

const order = ['trivial', 'simple', 'challenger', 'classifier'];
