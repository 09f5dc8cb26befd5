import type { Kind } from './profile.ts';

/** What the owner has said against what would be decided. */
export interface Overrides {
  readonly target?: string;
  readonly positive?: string;
  readonly group?: string;
  readonly time?: string;
  /** Of events: who, what, and how much it was liked or taken. */
  readonly user?: string;
  readonly item?: string;
  readonly value?: string;
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly leaveOut: readonly string[];
  /** Columns to put back, each with why its value is known when the prediction is needed. */
  readonly keep: Readonly<Record<string, string>>;
}
