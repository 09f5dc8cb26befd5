import { parseNumber } from '../numbers.ts';
import type { Dialect } from '../profile.ts';
import { readTable } from '../read/table.ts';
import { Repeated } from '../repeated.ts';
import { Tally } from './tally.ts';

/** Which columns say what, by their places, and from which value on an event is liked. */
export interface Places {
  readonly user: number;
  readonly item: number;
  readonly value?: number;
  readonly minimum: number;
  /** Places of all columns without whose cell a row is no event, each with the words that stand for an empty cell. */
  readonly needed: readonly (readonly [place: number, empty: ReadonlySet<string>])[];
}

/** What only reading again tells: who did how much. */
export interface Counted {
  /** Rows that are events, and rows that lack a user, an item or what else is needed. */
  readonly events: number;
  readonly lacking: number;
  readonly liked: number;
  /** Events of a user with an item that the user had before, among so many. */
  readonly repeated: { readonly rows: number; readonly among: number };
  /** How many different items each user liked, and how many users each item was liked by. */
  readonly users: Tally;
  readonly items: Tally;
}

/** Counts the events of a file, in memory that does not grow with it. */
export async function countEvents(
  bytes: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  { user, item, value, minimum, needed }: Places,
): Promise<Counted> {
  const [pairs, likedPairs] = [new Repeated(), new Repeated()];
  const [users, items] = [new Tally(), new Tally()];
  let [events, lacking, liked] = [0, 0, 0];
  const cellAt = (cells: readonly string[], place: number): string => (cells[place] ?? '').trim();
  await readTable(bytes, dialect, {
    header() {},
    row(cells) {
      if (needed.some(([place, empty]) => empty.has(cellAt(cells, place)))) {
        lacking += 1;
        return;
      }
      events += 1;
      const pair = [cellAt(cells, user), cellAt(cells, item)] as const;
      pairs.add(pair);
      const isLiked = value === undefined || (parseNumber(cellAt(cells, value), dialect) ?? minimum) >= minimum;
      if (!isLiked) return;
      liked += 1;
      if (!likedPairs.add(pair)) return;
      users.add(pair[0]);
      items.add(pair[1]);
    },
  });
  return { events, lacking, liked, repeated: { rows: pairs.rows, among: pairs.among }, users, items };
}
