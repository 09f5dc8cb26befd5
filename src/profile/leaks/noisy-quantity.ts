import type { Field, Rows } from './field.ts';
import { correlation, mean } from './measure.ts';
import { normalTail } from './noisy-labels.ts';
import { witnessesFor } from './witnesses.ts';

/** With noise of a tenth of the target's deviation, R² is .99. */
export const leastTold = 0.985;
const fewestRows = 50;
/** How sure a witness must be that what a column adds to the target is no noise. */
const surely = 0.002;

/**
 * Whether a quantity is the target with noise: what it adds to the target has nothing to do with the target or with any other column.
 * What an honest column adds is about the case, and others know of it too.
 */
export function noisyQuantity(field: Field, rows: Rows): number | undefined {
  const { values } = field;
  if (!values || rows.count - field.missing < fewestRows) return undefined;
  const held = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row] ?? 0));
  const x = Float64Array.from(held, (row) => values[row] ?? 0);
  const y = Float64Array.from(held, (row) => rows.y[row] ?? 0);
  const told = correlation(x, y) ** 2;
  if (told < leastTold) return undefined;
  const noise = beside(x, y);
  const size = noise.map(Math.abs);
  const middle = mean(y);
  const own = [
    correlation(size, y),
    correlation(
      noise,
      y.map((value) => (value - middle) ** 2),
    ),
  ];
  const witnesses = witnessesFor(field, rows).map((witness) => Float64Array.from(held, (row) => witness[row] ?? 0));
  const others = witnesses.map((witness) => correlation(noise, beside(witness, y)));
  const all = [...own, ...others];
  const chance = Math.min(...all.map((r) => 2 * normalTail(Math.abs(r) * Math.sqrt(held.length)))) * all.length;
  return witnesses.length === 0 || chance < surely ? undefined : told;
}

/** What is left of x when its line through y is taken off. */
function beside(x: Float64Array, y: Float64Array): Float64Array {
  const [meanX, meanY] = [mean(x), mean(y)];
  let xy = 0;
  let yy = 0;
  x.forEach((value, row) => {
    xy += (value - meanX) * ((y[row] ?? 0) - meanY);
    yy += ((y[row] ?? 0) - meanY) ** 2;
  });
  const slope = yy > 0 ? xy / yy : 0;
  return x.map((value, row) => value - meanX - slope * ((y[row] ?? 0) - meanY));
}
