import { counted } from '../../text/say.ts';
import { lookAt } from '../kinds/look.ts';
import type { Column, Dialect } from '../profile.ts';
import { type Look, looks, oddLooks, type Traits } from '../traits.ts';

/** What makes every cell of a column one that the contract can read, or why it cannot. */
export interface Fit {
  readonly kind: Column['kind'];
  /** Cells that are none of its kind: they count as empty. */
  readonly strays?: readonly string[];
  readonly unfit?: string;
}

const whole: readonly Look[] = ['integer', 'zeros'];
const numbers: readonly Look[] = [...whole, 'decimal'];

/** How the cells of each kind look that is no text; any cell is a level or a text. */
const looksOf: Partial<Record<Column['kind'], readonly Look[]>> = {
  integer: whole,
  number: numbers,
  embedded: [...numbers, 'embedded'],
  date: ['date', 'integer'],
};

/** Holds a judged kind against every cell: what a few cells are not is named, and what cannot be named makes it unfit. */
export function fitOf(kind: Column['kind'], traits: Traits, dialect: Dialect): Fit {
  const { looks: seen, rows, missing, odd, formats = [], around = [] } = traits;
  if (kind === 'integer' && (seen.decimal ?? 0) > 0) return fitOf('number', traits, dialect);
  const hasUnits = (seen.embedded ?? 0) > 0 && around.length > 0;
  const read = hasUnits && (kind === 'number' || kind === 'integer') ? 'embedded' : kind;
  const expected = looksOf[read];
  if (expected === undefined) return { kind: read };
  const fitting = sumOf(seen, (look) => expected.includes(look));
  const strange = rows - missing - fitting;
  if (kind === 'date' && formats.length > 0 && !formats.some(({ share }) => share === 1))
    return { kind, unfit: 'its dates are written in several ways, of which no one reads them all' };
  if (strange === 0) return { kind: read };
  const what = kind === 'date' ? 'dates' : kind === 'integer' ? 'whole numbers' : 'numbers';
  if (fitting === 0) return { kind: read, unfit: `its cells are no ${what}` };
  const named = odd?.filter((cell) => !expected.includes(lookAt(cell, dialect).look)) ?? [];
  const words = sumOf(seen, (look) => !expected.includes(look) && oddLooks.includes(look));
  if (odd && words === strange) return { kind: read, strays: named };
  return { kind: read, unfit: `${counted(strange, 'cell is', 'cells are')} no ${what}, too many to name` };
}

const sumOf = (counts: Traits['looks'], isMeant: (look: Look) => boolean): number =>
  looks.reduce((sum, look) => sum + (isMeant(look) ? (counts[look] ?? 0) : 0), 0);
