import { counted, percent, thousands } from '../../text/say.ts';
import type { Events } from '../events.ts';
import type { Counted } from './count.ts';
import type { Roles } from './roles.ts';

/** What was decided about events, in sentences. */
export function saidOf(
  roles: Roles,
  counted: Counted,
  decided: Pick<Events, 'repeats' | 'strategy' | 'last'>,
): Events['said'] {
  return {
    liked: likedIn(roles, counted),
    repeats: repeatsIn(roles, counted, decided.repeats),
    split: splitIn(roles, counted, decided.last),
    people: peopleIn(roles),
  };
}

const number = (value: number): string => String(Number(value.toPrecision(6)));

function likedIn({ value, minimum }: Roles, { liked, events }: Counted): string {
  if (!value) return 'Every event counts as liked: no rating is used.';
  const share = percent(events > 0 ? liked / events : 0);
  const why = value.explicit
    ? `the upper third of its scale from ${number(value.low)} to ${number(value.high)}`
    : 'it says how much was taken, and not how much it was liked';
  const from = value.explicit || minimum >= 1e-3 ? `${number(minimum)} or more` : 'above zero';
  return `An event counts as liked where ${value.column.name} is ${from} (${share} of the rows): ${why}.`;
}

function repeatsIn({ value, time }: Roles, { repeated }: Counted, rule: Events['repeats']): string {
  const { rows, among } = repeated;
  if (rows === 0) return 'No user has an item twice.';
  const many = `${counted(rows, 'row')} of ${thousands(among)} repeat a user with an item`;
  if (rule === 'count') {
    const how = value ? `its ${value.column.name} is added up` : 'how often is counted';
    return `${many}: they are one event${time ? ', at the time of the first' : ''}, and ${how}.`;
  }
  return `${many}: the ${time ? 'latest' : 'lowest'} ${value?.column.name ?? 'event'} counts.`;
}

function splitIn({ time }: Roles, { users }: Counted, last: number): string {
  const all = users.atLeast(1);
  const kept = percent(all > 0 ? 1 - users.atLeast(last + 1) / all : 0);
  const few = `Users with ${last === 1 ? 'one liked item' : `${last} liked items or fewer`} are learned from alone (${kept} of them).`;
  const some = last === 1 ? 'liked event' : `${last} liked events`;
  if (!time)
    return `There is no time: ${last === 1 ? 'a' : last} ${last === 1 ? some : 'liked events'} of each user ${last === 1 ? 'is' : 'are'} drawn for the test part, and as many for the validation part. ${few}`;
  return `By time: the last ${some} of each user by ${time.column.name} ${last === 1 ? 'is' : 'are'} the test part, with what was taken in between; as many before are the validation part. ${few}`;
}

function peopleIn({ user, item }: Roles): string {
  const people = [user.column, item.column].filter(({ personal }) => personal !== undefined);
  if (people.length === 0) return '';
  const what = people.map(({ name, personal }) => `${name} (${personal})`).join(' and ');
  return `People are named by ${what}: no page, report or contract repeats a name, and git passes over the file and what is learned from it.`;
}
