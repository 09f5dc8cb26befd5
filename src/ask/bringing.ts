import type { GivenAnswers } from '../answers/resolve.ts';
import type { OwnData } from '../plan/own-data.ts';
import type { ProfileTold } from '../report/profiled.ts';
import type { Form } from '../template/question-schema.ts';
import type { Source } from '../types.ts';
import type { Option } from './draw-option.ts';

/** What the user's own data decides of a creation. */
export interface Brought {
  /** The template that makes a project of it. */
  readonly source: Source;
  /** What it answers. */
  readonly given: GivenAnswers;
  readonly data: OwnData;
  readonly profile: ProfileTold;
}

/** What is made of data, whatever template takes it. */
export interface Decided extends Pick<Brought, 'data' | 'profile'> {
  /** What the data is: a template says in `own` which it takes. */
  readonly form: Form;
  /** The same in a few words. */
  readonly is: string;
}

/** Something that data does not say of itself. */
export interface OpenQuestion {
  /** The flag that says it. */
  readonly flag: string;
  readonly message: string;
  /** What is not said, as the sentence of a failure begins. */
  readonly unsaid: string;
  /** The likeliest first. */
  readonly options: readonly Option<string>[];
  /** Why the first is the likeliest; none where nothing tells. */
  readonly why?: string;
}

/** What was answered to open questions, by their flags. */
export type Said = Readonly<Record<string, string>>;

/** Data that has been looked at. */
export interface Looking {
  /** What is still to be said before a project can be made of it, in this order. */
  readonly open: readonly OpenQuestion[];
  /** What was found, and what can be told before that is said. */
  readonly profile: () => ProfileTold;
  readonly finish: (said: Said) => Promise<Decided>;
}

/** How data is brought in the middle of the questions. */
export interface Bringing {
  readonly look: (path: string, source: Source) => Promise<Looking>;
  readonly finish: (looking: Looking, said: Said, source: Source) => Promise<Brought>;
}
