import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Spread } from './statistics.ts';

/** One measured command among others, against the one that they are compared with. */
export interface Row {
  readonly name: string;
  /** How many files it writes; 0 where that is no matter. */
  readonly files: number;
  readonly ratio: Spread;
  readonly milliseconds: number;
  /** Peak memory above that of the base, in MiB. */
  readonly memory: number;
}

export interface Table {
  readonly title: string;
  readonly base: string;
  readonly rows: readonly Row[];
}

/** How a run takes longer as its data grows; the rows of the table from the smallest. */
export interface Growth extends Table {
  /** What is counted, and how many of them each row has. */
  readonly unit: string;
  readonly sizes: readonly number[];
}

/** Reading a file of so many bytes; what Node takes to start, in milliseconds, is in each of its rows. */
export interface Reading extends Table {
  readonly bytes: number;
  readonly start: number;
}

export interface Installation {
  readonly name: string;
  readonly packages: number;
  readonly bytes: number;
}

/** A part of the published package, each of its files compressed by itself: a little more than it takes in the tarball. */
export interface Part {
  readonly name: string;
  /** Code that creating a project loads, other code, what all types share, and what is a type's own in its default project. */
  readonly kind: 'create' | 'other' | 'shared' | 'type';
  readonly bytes: number;
}

/** A type's default project on this machine: all stages, and its tests. */
export interface Pipeline {
  readonly type: string;
  readonly seconds: number;
  readonly tests: number;
}

/** Everything that a run of the bench measured; the page is made from it alone. */
export interface Results {
  /** The day of the times and of what an installation brings; the sizes may have been taken again since. */
  readonly date: string;
  readonly machine: string;
  /** The version of each tool beside us. */
  readonly peers: Readonly<Record<string, string>>;
  readonly rounds: { readonly short: number; readonly long: number };
  readonly create: Table;
  readonly help: Table;
  readonly large: Table;
  readonly growth: readonly Growth[];
  readonly reading?: Reading;
  readonly installed: readonly Installation[];
  readonly parts: { readonly date: string; readonly of: readonly Part[] };
  readonly pipelines: readonly Pipeline[];
}

const stored = (root: string): string => path.join(root, 'docs', 'benchmarks.json');

/** What the last run measured. */
export const readResults = (root: string): Results => JSON.parse(readFileSync(stored(root), 'utf8'));

export const writeResults = (root: string, results: Results): void =>
  writeFileSync(stored(root), `${JSON.stringify(results, undefined, 1)}\n`);

export const us = 'create-ml-portfolio';

/** Of a profile: with a target. */
export const withLeaks = 'the same, and leak checks';

export const rowOf = ({ rows }: Table, name = us): Row | undefined => rows.find((row) => row.name === name);
