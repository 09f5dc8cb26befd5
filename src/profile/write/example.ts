import type { Column, Profile } from '../profile.ts';

/** `data/example.json`: a record in the middle of every feature, made of no single row. Numbers and dates are in plain form. */
export function exampleOf({ columns, events }: Profile): string {
  // Of events it is somebody whom the file does not know: nobody in it is named.
  if (events) return `${JSON.stringify({ user: 'somebody-new', n: 10 }, null, 2)}\n`;
  const features = columns.filter(({ role }) => role === 'feature');
  return `${JSON.stringify(Object.fromEntries(features.map((column) => [column.name, middleOf(column)])), null, 2)}\n`;
}

function middleOf({ kind, quantiles, mean, max, levels }: Column): string | number | null {
  const number = quantiles?.[3] ?? mean;
  if (kind === 'integer' && number !== undefined) return Math.round(number);
  if (kind === 'number' || kind === 'embedded') return number === undefined ? null : Number(number.toPrecision(6));
  if (kind === 'date') return max === undefined ? null : String(max);
  return levels[0]?.[0] ?? null;
}
