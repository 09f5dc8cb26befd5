import type { EventName } from '../../answers/standard.ts';
import { thousands } from '../../text/say.ts';
import type { Data } from '../../types.ts';
import type { Profile } from '../profile.ts';

/** What prose says of events: `data.*` of `.hbs` files; nothing of any other data. */
export function eventWords({ events, columns }: Profile): Partial<Readonly<Record<EventName, Data>>> {
  if (!events) return {};
  const { user, item, value = '', time = '', said } = events;
  const playing = columns.filter(({ role }) => role !== 'excluded');
  return {
    ...{ user, item, value, time, explicit: events.explicit, strategy: events.strategy },
    users: thousands(events.users),
    items: thousands(events.items),
    roles: playing.map(({ name, role, reasons }) => ({ name, role, why: reasons.join('; ') })),
    people: said.people,
    liked: said.liked,
    minimum: tomlFloat(events.minimum),
    repeats: said.repeats,
    last: String(events.last),
    fewest: String(events.fewest),
  };
}

/** A number that TOML reads as one that may have decimals. */
const tomlFloat = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
