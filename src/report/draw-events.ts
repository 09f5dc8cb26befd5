import type { Events } from '../profile/events.ts';
import { thousands } from '../text/say.ts';

/** What was decided about events, under heads of one word. */
export function decidedOf({
  user,
  item,
  value,
  time,
  users,
  items,
  said,
}: Events): readonly (readonly [string, string])[] {
  const roles = [
    `${user} is the user (${thousands(users)} of them)`,
    `${item} the item (${thousands(items)})`,
    ...(value === undefined ? [] : [`${value} the value`]),
    ...(time === undefined ? [] : [`${time} the time`]),
  ];
  return [
    ['Events', roles.join(', ')],
    ['Liked', said.liked],
    ['Repeats', said.repeats],
    ['Split', said.split],
  ];
}
