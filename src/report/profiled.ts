import type { Suggestion } from '../profile/judge/suggest-target.ts';
import type { Column, Dialect, Profile, Target } from '../profile/profile.ts';
import { seen } from '../profile/write/seen.ts';
import type { FolderTold } from './folder-told.ts';

interface Level {
  readonly level: string;
  readonly rows: number;
}

type Always = Pick<Column, 'name' | 'kind' | 'confidence' | 'reasons' | 'missing' | 'distinct'>;

/** A column as a profile tells of it: of one that holds personal data no value. */
export interface ColumnTold extends Always, Partial<Omit<Column, keyof Always | 'levels' | 'rows' | 'position'>> {
  readonly levels?: readonly Level[];
  /** In a few words. */
  readonly seen: string;
}

/** What is told of data of the user's, by what it is; its schema is in `schemas/report.schema.json`. */
export type ProfileTold = Profiled | FolderTold;

/** What the profile of a table, or of a file of events, says of itself. */
export interface Profiled extends Omit<Profile, 'dialect' | 'file' | 'columns' | 'target'> {
  readonly form: 'table' | 'events';
  readonly file: Profile['file'] &
    Omit<Dialect, 'skip' | 'missing'> & { readonly skipped: number; readonly missingWords: readonly string[] };
  readonly columns: readonly ColumnTold[];
  readonly target?: Omit<Target, 'classes' | 'leftOut'> & {
    readonly classes: readonly Level[];
    readonly leftOut: readonly Level[];
  };
  /** Where no target was said: those that are likely. */
  readonly suggested?: readonly Suggestion[];
}

/** A profile as data. */
export function describeProfile(profile: Profile, likely: readonly Suggestion[] = []): Profiled {
  const { file, dialect, rows, duplicates, target, split, events, suspicions, extent, personal, warnings } = profile;
  const { skip, missing, ...written } = dialect;
  const columns = profile.columns.map((column) => describeColumn(column, rows.kept, (target ?? events) !== undefined));
  const goal = target && { ...target, classes: named(target.classes), leftOut: named(target.leftOut) };
  return {
    form: events ? 'events' : 'table',
    file: { ...file, ...written, skipped: skip, missingWords: missing },
    ...{ rows, duplicates, columns },
    ...(events ? { events } : goal ? { target: goal } : { suggested: likely }),
    ...(split ? { split } : {}),
    ...(extent === undefined ? {} : { extent }),
    ...{ suspicions, personal, warnings },
  };
}

const named = (levels: Column['levels']): readonly Level[] => levels.map(([level, rows]) => ({ level, rows }));

/** The commonest: more than a screen holds. */
const mostLevels = 100;

function describeColumn(column: Column, rows: number, hasRole: boolean): ColumnTold {
  const { name, kind, confidence, asked, said, reasons, role, excluded, kept, missing, distinct, personal } = column;
  const { min, max, mean, quantiles, levels, examples, format, affixes, order, distinctError } = column;
  const values = { min, max, mean, quantiles, levels: named(levels.slice(0, mostLevels)), examples, order };
  const told = {
    ...{
      role: hasRole ? role : undefined,
      excluded,
      kept,
      asked: asked || undefined,
      said,
      format,
      affixes,
      personal,
      distinctError,
    },
    ...(personal === undefined ? values : {}),
  };
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return { name, kind, confidence, reasons, missing, distinct, ...known, seen: seen(column, rows) };
}
