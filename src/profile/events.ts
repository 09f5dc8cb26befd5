/** Of a file of events: what was decided about who took what. */
export interface Events {
  readonly user: string;
  readonly item: string;
  readonly value?: string;
  readonly time?: string;
  /** How many of them there are. */
  readonly users: number;
  readonly items: number;
  /** Whether the value is what users think; otherwise it is how much they took, or there is none. */
  readonly explicit: boolean;
  /** From which value on an event counts as liked. */
  readonly minimum: number;
  /** Which of a user's events with one item counts: the latest, or all of them as one at the time of the first. */
  readonly repeats: 'last' | 'count';
  /** Rows that repeat a user with an item, among so many. */
  readonly repeated: { readonly rows: number; readonly among: number };
  /** Which events are held out: each user's last liked ones, or some that are drawn. */
  readonly strategy: 'last' | 'random';
  readonly last: number;
  /** Liked events that an item needs to be recommended. */
  readonly fewest: number;
  /** The same in sentences. */
  readonly said: {
    readonly liked: string;
    readonly repeats: string;
    readonly split: string;
    /** Where users or items are people: what is done about their names. */
    readonly people: string;
  };
}
