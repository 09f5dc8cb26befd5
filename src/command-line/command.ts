import type { Flag } from './flags.ts';

/** Something that a run can be asked for. Parsing, `--help`, completion and dispatch read these rows. */
export interface Command {
  /** What it is called by; nothing for creating a project. */
  readonly words: readonly string[];
  /** The word that stands after its name, `<folder>`; in square brackets it may be left out. */
  readonly takes?: string;
  /** All that this word can be. */
  readonly choices?: readonly string[];
  /** What this word names, where a shell or we can say what there is. */
  readonly word?: 'folder' | 'file' | 'template' | 'added';
  readonly about: string;
  /** Flags of it alone. */
  readonly flags?: readonly Flag[];
  /** Where its template is named, whose questions are flags of it as well. */
  readonly asks?: 'its word' | '--template';
}

/** What the command line says of a command's own word and flags: of `<folder>` and `--run` it is `{folder: string, run: boolean}`. */
export type Own<Takes extends string, Flags extends readonly Flag[]> = (Takes extends `<${infer Name}>`
  ? { readonly [key in Name]: string }
  : Takes extends `[${infer Name}]`
    ? { readonly [key in Name]?: string }
    : unknown) & {
  readonly [One in Flags[number] as Camel<One['name']>]: One extends { multiple: true }
    ? readonly string[]
    : One extends { takes: string }
      ? string | undefined
      : boolean;
};

type Camel<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : Name;

/** `dry-run` as it is named in code. */
export const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** How the command is written: `template check <folder>`. */
export const form = ({ words, takes }: Command): string => [...words, ...(takes ? [takes] : [])].join(' ');
