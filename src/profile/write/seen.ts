import { counted, percent } from '../../text/say.ts';
import type { Column } from '../profile.ts';

/** What was seen in a column, in a few words; of what a person might be known by, nothing but how much there is. */
export function seen(column: Column, rows: number): string {
  const { kind, role, missing, distinct, personal } = column;
  const empty = missing > 0 ? `; empty in ${share(missing, rows)}` : '';
  if (personal !== undefined) return `personal data (${personal})${empty}`;
  if (kind === 'number' || kind === 'integer' || kind === 'embedded') return `${numbers(column)}${empty}`;
  if (kind === 'date') return `from ${column.min ?? '?'} to ${column.max ?? '?'}${empty}`;
  const [commonest] = kind === 'text' || kind === 'list' || kind === 'url' ? [] : column.levels;
  const values = counted(distinct, 'value');
  if (!commonest || distinct > rows / 2 || role === 'user') return `${values}${empty}`;
  return `${values}, most often ${commonest[0]} (${share(commonest[1], rows)})${empty}`;
}

const numbers = ({ min, max, mean }: Column): string =>
  `from ${round(min)} to ${round(max)}${mean === undefined ? '' : `, mean ${round(mean)}`}`;

const round = (value: number | string | undefined): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(5))) : String(value ?? '?');

export const share = (part: number, whole: number): string => percent(whole > 0 ? part / whole : 0);
