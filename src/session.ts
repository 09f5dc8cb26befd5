import type { Command } from './command-line/command.ts';
import type { Context } from './context.ts';
import type { Catalogue } from './sources/find.ts';
import type { Source } from './types.ts';

/** What every command has to work with, besides its options. */
export interface Session {
  readonly context: Context;
  readonly catalogue: Catalogue;
  /** The template that the command line names. */
  readonly named: Source | undefined;
  readonly commands: readonly Command[];
}
