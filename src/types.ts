import type { Budget } from './template/budget.ts';
import type { Standalone } from './template/manifest-schema.ts';

/** The nouns of the generator. Each is defined here and nowhere else. */

/** The value of one answer: text or a select's choice, several choices, or yes/no. */
export type Answer = string | readonly string[] | boolean;

/** Every question that applies has a valid value; complete and frozen. */
export type Answers = Readonly<Record<string, Answer>>;

/** Data that layers contribute and templates read as `merged.*`: objects merge, lists concatenate without repeats. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };
export type DataObject = { readonly [key: string]: Data };

/** What a template declares, whole: with what it extends, if anything. Each key is described in `manifest-schema.ts`. */
export type Manifest = Omit<Standalone, '$schema'>;

/** One thing to ask. Its name is also a flag: `--dataset diabetes`. */
export type Question = Manifest['questions'][number];

export type Choice = NonNullable<Question['choices']>[number];

/** A folder of files laid over the ones before it. A feature is a layer. */
export type Layer = Manifest['layers'][number];

/** Which answers must hold for a layer, a question or a choice to apply: all of them. There is no expression language. */
export type When = NonNullable<Layer['when']>;

/** A command of the generated project: argv, with `python` standing for the project's own interpreter. */
export type Command = readonly string[];

/** One file of one layer, as found on disk. */
export interface LayerFile {
  /** Absolute path of the file. */
  readonly source: string;
  /** Where it goes in the project, with the sentinel still in place and `.hbs` taken off. */
  readonly path: string;
  /** For a part: its name, by which the parts of one file are put in order. */
  readonly part?: string | undefined;
  /** Renders `.hbs`; absent for a file that is copied. */
  readonly render?: (context: RenderContext, budget?: Budget) => string;
  /** The text of a part that is no `.hbs`. */
  readonly text?: () => string;
  readonly bytes: number;
  readonly sha256: string;
  /** What was hashed, where the template is small enough to be kept; else the file is read again when it is written. */
  readonly raw?: Uint8Array | undefined;
  readonly executable: boolean;
  /** How often the sentinel stands in the text, as import name and as distribution name; none for a binary file. */
  readonly sentinels: { readonly package: number; readonly distribution: number };
}

export type LoadedLayer = Layer & {
  /** How many templates lie below the one that it comes from: what extends another template replaces its files. */
  readonly level: number;
  readonly files: readonly LayerFile[];
};

/** A manifest and its layers' files: data only, never code that we run. */
export interface Template {
  readonly manifest: Manifest;
  /** Where it came from, as the user wrote it: an id or a folder. */
  readonly source: string;
  readonly pinned?: string;
  readonly resolved?: string;
  readonly layers: readonly LoadedLayer[];
  /** sha256 over the manifest and every file's path and content, those of the template that it extends included. */
  readonly digest: string;
  /** The template that it extends. */
  readonly base?: Provenance;
}

/** Which template something was made from, exactly. */
export interface Provenance {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly resolved?: string;
  readonly digest: string;
  readonly base?: Provenance;
}

/** Where a template lies, before its files are read. */
export interface Source {
  /** As the user named it: an id or a folder. */
  readonly source: string;
  /** The same, exactly: with the version or the commit that was found. */
  readonly pinned?: string;
  /** What was found there: a commit, a version with its checksum, the address that an archive came from. */
  readonly resolved?: string;
  readonly manifest: Manifest;
  /** Finds and checks every file of it, before anything is written. */
  readonly load: () => Promise<Template>;
}

/** A template from elsewhere, in a folder on this disk. */
export interface Fetched extends Pick<Source, 'pinned' | 'resolved'> {
  readonly folder: string;
}

/** The three names that one title gives. */
export interface Names {
  /** Last segment of the target, as typed. */
  readonly folder: string;
  /** Distribution name (PEP 503, PEP 508): `biopsy-demo`. */
  readonly distribution: string;
  /** Import name (PEP 8): `biopsy_demo`. */
  readonly package: string;
}

/** What `.hbs` files may name: the top-level names, and the merged data of all layers. */
export interface Vocabulary {
  readonly names: readonly string[];
  readonly merged: DataObject;
}

/** What those names stand for in one project. */
export type RenderContext = Readonly<Record<string, Data | null>>;

/**
 * What a file holds: rendered text, a file to copy (so that memory stays flat) with the sentinel replaced, or the record,
 * which is written last, with the digest of every other file.
 */
export type Content = { readonly text: string } | { readonly record: DataObject } | Copy;

/** The copy of a file that was found with this hash; should it hold anything else by then, nothing is written. */
export interface Copy {
  readonly source: string;
  readonly sha256: string;
  readonly raw?: Uint8Array | undefined;
  readonly replace: readonly Replacement[];
}

/** One whole identifier for another. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** One file to write. */
export interface FileOp {
  /** Relative to the target, with forward slashes. */
  readonly path: string;
  readonly content: Content;
  readonly bytes: number;
  readonly executable: boolean;
  /** The layer files that it came from. */
  readonly from: readonly string[];
}

/** Something to do after writing, in this order. */
export type StepName = 'environment' | 'verify' | 'git';

/** Everything that will happen: pure data, the same for the same input. */
export interface Plan {
  /** Absolute path of the project's folder. */
  readonly target: string;
  readonly names: Names;
  readonly template: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly source: string;
    readonly resolved?: string;
    readonly digest: string;
  };
  readonly answers: Answers;
  /** Sorted by path. */
  readonly files: readonly FileOp[];
  readonly steps: readonly StepName[];
  readonly commands: { readonly test?: Command; readonly run?: Command };
  readonly downloadMB: number;
  /** Optional dependency groups of the chosen layers. */
  readonly extras: readonly string[];
  /** The one command that makes this project again. */
  readonly recreate: Command;
}

/** How a step ended. */
export type StepResult =
  | { readonly name: StepName; readonly status: 'ok'; readonly detail?: string; readonly seconds: number }
  | { readonly name: StepName; readonly status: 'skipped'; readonly reason: string; readonly command?: string }
  | {
      readonly name: StepName;
      readonly status: 'failed' | 'interrupted';
      readonly reason: string;
      readonly command?: string;
      /** The last lines that the failing command printed. */
      readonly output?: readonly string[];
    };

/** A step's result before it is timed. */
export type StepOutcome =
  | Omit<Extract<StepResult, { status: 'ok' }>, 'seconds'>
  | Exclude<StepResult, { status: 'ok' }>;
