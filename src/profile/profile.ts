import type { Events } from './events.ts';

/** The nouns of a user's data: what was read, what each column is, and what follows from it. Data alone. */

/** How a file is to be read. Python reads it the same way, from the contract. */
export interface Dialect {
  readonly format: 'csv' | 'json-lines' | 'json' | 'parquet';
  readonly compression: '' | 'gzip';
  /** As Python calls it. A byte order mark is taken off by `utf-8-sig` and `utf-16`. */
  readonly encoding: 'utf-8' | 'utf-8-sig' | 'utf-16' | 'utf-16-le' | 'utf-16-be' | 'cp1252';
  /** One character or several (`::`); empty where the format has none, or where there is one column. */
  readonly delimiter: string;
  readonly quote: '"' | "'" | '';
  /** How a quote stands within quotes: twice, or after a backslash; empty where neither was seen. */
  readonly escape: 'doubled' | 'backslash' | '';
  /** Lines above the header, or above the first row, that are no table: titles, notes. */
  readonly skip: number;
  /** What a line that is no row begins with. */
  readonly comment: string;
  readonly header: boolean;
  readonly decimal: '.' | ',';
  /** What stands between the thousands of a number. */
  readonly thousands: '' | ',' | '.' | ' ' | "'" | '_';
  /** Words that stand for an empty cell, besides nothing at all. */
  readonly missing: readonly string[];
  /** Of JSON: the names that its objects have, in the order in which they turn up. */
  readonly names?: readonly string[];
}

/** The marks within the numbers of a file. */
export type Marks = Pick<Dialect, 'decimal' | 'thousands'>;

/** A row that was not kept. Lines count from 1, as an editor does; a row that goes over several lines has its first. */
export interface Refused {
  readonly line: number;
  readonly reason: string;
}

/** Rows in are rows kept and rows refused: nothing is lost without a word. */
export interface Rows {
  readonly read: number;
  readonly kept: number;
  /** The first of them. */
  readonly refused: readonly Refused[];
  /** How many more there are. */
  readonly refusedMore: number;
}

export const kinds = [
  'number',
  'integer',
  'boolean',
  'category',
  'ordered',
  'date',
  'text',
  'identifier',
  'list',
  'url',
  'embedded',
  'constant',
] as const;

/** What a column holds; `ordered` is a category whose levels have an order, `embedded` a number with words around it. */
export type Kind = (typeof kinds)[number];

/** Why something was decided, in words, the strongest first. */
export type Reasons = readonly string[];

/** What the whole of a column is like, from every row: what its kind is decided from. */
export interface Facts {
  readonly name: string;
  /** Its place in the file, from 0. */
  readonly position: number;
  readonly rows: number;
  readonly missing: number;
  /** Distinct values, but for the missing ones; exact up to 100,000 and an estimate above. */
  readonly distinct: number;
  readonly distinctError?: number;
  /** Of numbers; embedded ones and those with thousands count as what they mean. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly mean?: number;
  readonly deviation?: number;
  /** At 0, .05, .25, .5, .75, .95 and 1. */
  readonly quantiles?: readonly number[];
  /** Levels with their counts, the commonest first; at most 1,000 of them, and empty where nearly all values are distinct. */
  readonly levels: readonly (readonly [level: string, count: number])[];
  /** The first distinct values, at most five. */
  readonly examples: readonly string[];
}

/** A column as it was judged. */
export interface Column extends Facts {
  readonly kind: Kind;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly reasons: Reasons;
  readonly role: Role;
  /** Why it is left out, where it is. */
  readonly excluded?: string;
  /** Of a date: how it is written, as Python's strptime reads it; `ISO8601` where it is that, and `unix` or `unix-ms` of seconds or milliseconds since 1970. */
  readonly format?: string;
  /** Of an embedded number: what stands around it, to be taken off. */
  readonly affixes?: readonly string[];
  /** Of an embedded number: its marks, where they are not the file's. */
  readonly marks?: Marks;
  /** Of a date: whether no row tells the day from the month, so that its format is a guess. */
  readonly guessed?: boolean;
  /** Cells that are none of its kind, each once: they count as empty. */
  readonly strays?: readonly string[];
  /** Why its cells cannot be read as what it is. */
  readonly unfit?: string;
  /** The row, from 0, from which on its cells look otherwise than all before. */
  readonly changed?: { readonly row: number; readonly from: string; readonly to: string };
  /** Distinct whole numbers beyond what a double holds exactly. */
  readonly unsafe?: number;
  /** Of an ordered category: its levels from low to high. */
  readonly order?: readonly string[];
  /** What kind of person's fact it holds, where it holds one. */
  readonly personal?: string;
  /** Whether the owner has said its kind, or its role. */
  readonly said?: boolean;
  /** Whether its kind is so unsure that somebody should be asked. */
  readonly asked?: boolean;
  /** Why the owner has put it back, where it would have been left out. */
  readonly kept?: string;
}

export type Role = 'feature' | 'target' | 'time' | 'group' | 'id' | 'user' | 'item' | 'value' | 'excluded';

export type Task = 'binary' | 'multiclass' | 'regression';

export interface Target {
  readonly name: string;
  readonly task: Task;
  /** Of two classes, the one that counts as 1. */
  readonly positive?: string;
  /** Classes with their rows, the commonest first; none of a quantity. */
  readonly classes: readonly (readonly [level: string, rows: number])[];
  /** Classes that are too small to be split: their rows are left out. */
  readonly leftOut: readonly (readonly [level: string, rows: number])[];
  /** Rows without a value, which are left out too. */
  readonly missing: number;
  readonly reasons: Reasons;
}

export interface Split {
  readonly by: 'time' | 'group' | 'stratified';
  readonly column?: string;
  /** Where time parts the rows: the column of an entity whose rows go on through it. */
  readonly group?: string;
  /** Whether the test part asks about new groups as well as about a later time. */
  readonly newGroups?: boolean;
  readonly reasons: Reasons;
}

/** A column, or several, that may give the target away. */
export interface Suspicion {
  readonly columns: readonly string[];
  readonly kind: 'copy' | 'pair' | 'missingness' | 'name' | 'strong';
  /** What was measured, as a number from 0 to 1 (AUC, or R²); none where the name alone speaks. */
  readonly measured?: number;
  readonly threshold?: number;
  readonly excluded: boolean;
  /** In words. */
  readonly said: string;
}

/** Some rows, chosen by a hash of their number: what leaks are looked for in. */
export interface Sample {
  /** Of the rows that were kept, from 0, rising. */
  readonly numbers: readonly number[];
  /** One list of cells for each column, trimmed; empty for a missing one. */
  readonly cells: readonly (readonly string[])[];
}

/** Everything that is known and decided about a file. */
export interface Profile {
  readonly file: { readonly path: string; readonly bytes: number; readonly sha256: string };
  readonly dialect: Dialect;
  readonly rows: Rows;
  /** Rows that equal an earlier one, among the first so many. */
  readonly duplicates: { readonly rows: number; readonly among: number };
  readonly columns: readonly Column[];
  readonly target?: Target;
  readonly split?: Split;
  readonly events?: Events;
  readonly suspicions: readonly Suspicion[];
  /** In how much leaks were looked for, in a sentence; nothing without a target. */
  readonly extent?: string;
  readonly personal: readonly string[];
  /** The surprising first. */
  readonly warnings: readonly string[];
}
