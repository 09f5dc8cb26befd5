import type { Command } from './command-line/command.ts';
import type { Context } from './context.ts';
import type { Surroundings } from './plan/wish.ts';
import type { Catalogue, Found } from './sources/find.ts';
import { gitAuthor } from './system/author.ts';

/** What a plan takes from around a run; who the author is, git says, unless somebody has said it. */
export const surroundingsOf = (context: Context, author?: string): Surroundings => ({
  cwd: context.cwd,
  year: context.year,
  author: author === undefined ? gitAuthor(context, context.signal) : Promise.resolve(author),
  generator: { name: context.name, version: context.version },
});

/** What every command has to work with, besides its options. */
export interface Session {
  readonly context: Context;
  readonly catalogue: Catalogue;
  /** The template that the command line names. */
  readonly named: Found | undefined;
  readonly commands: readonly Command[];
}
