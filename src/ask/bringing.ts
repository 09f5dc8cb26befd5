import type { GivenAnswers } from '../answers/resolve.ts';
import type { OwnData } from '../plan/own-data.ts';
import type { Suggestion } from '../profile/judge/suggest-target.ts';
import type { Looked } from '../profile/whole/look.ts';
import type { Profiled } from '../report/profiled.ts';
import type { Source } from '../types.ts';

/** What the user's own data decides of a creation. */
export interface Brought {
  /** The template that makes a project of it. */
  readonly source: Source;
  /** What it answers. */
  readonly given: GivenAnswers;
  readonly data: OwnData;
  readonly profile: Profiled;
}

/** A file that has been looked at, with its likely targets. */
export interface Looking {
  readonly looked: Looked;
  readonly suggested: readonly Suggestion[];
}

/** How data is brought in the middle of the questions. */
export interface Bringing {
  readonly look: (path: string) => Promise<Looking>;
  readonly finish: (looking: Looking, target: string, source: Source) => Brought;
}
