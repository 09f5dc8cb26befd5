import { inOtherWords } from './own-tables/files.ts';
import { leaks } from './own-tables/leaks.ts';
import { oddNames } from './own-tables/names.ts';
import { parted } from './own-tables/parted.ts';
import { oddTargets } from './own-tables/targets.ts';
import { oddValues } from './own-tables/values.ts';
import type { OwnTable } from './own-tables/written.ts';

export type { OwnTable } from './own-tables/written.ts';

/** Small tables of our own making, each with one trap that its name says. */
export const ownTables: readonly OwnTable[] = [
  ...inOtherWords,
  ...oddNames,
  ...oddValues,
  ...oddTargets,
  ...leaks,
  ...parted,
];
