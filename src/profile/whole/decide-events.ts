import { usage } from '../../errors.ts';
import { counted, percent } from '../../text/say.ts';
import type { Counted } from '../events/count.ts';
import { isKindOfEvent } from '../events/names.ts';
import type { Roles } from '../events/roles.ts';
import { saidOf } from '../events/words.ts';
import type { Events } from '../events.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Profile } from '../profile.ts';
import type { Looked } from './look.ts';
import { ofColumns, ofRows } from './warnings.ts';

/** Fewer users whose lists can be measured tell nothing. */
const fewestUsers = 10;
/** With fewer of them, intervals are wide. */
const enoughUsers = 200;
/** A catalogue that can be ranked for all users within some gigabytes. */
const mostItems = 20_000;

/** Decides everything that follows from who took what. */
export function decideEvents(
  { sample: _, ofNames, ...looked }: Looked,
  roles: Roles,
  counts: Counted,
  { leaveOut }: Overrides,
): Profile {
  const { user, item, value, time, minimum } = roles;
  const last = heldOut(counts, roles);
  const decided = {
    repeats: value?.explicit ? 'last' : 'count',
    strategy: time ? 'last' : 'random',
    last,
  } as const;
  const events: Events = {
    user: user.column.name,
    item: item.column.name,
    ...(value ? { value: value.column.name } : {}),
    ...(time ? { time: time.column.name } : {}),
    users: user.column.distinct,
    items: item.column.distinct,
    explicit: value?.explicit ?? false,
    minimum,
    ...decided,
    repeated: counts.repeated,
    fewest: fewestOf(counts),
    said: saidOf(roles, counts, decided),
  };
  const columns = looked.columns.map((column) => withRole(column, roles, leaveOut));
  const personal = columns.flatMap(({ name, personal }) => (personal === undefined ? [] : [`${name}: ${personal}`]));
  return {
    ...looked,
    columns,
    events,
    suspicions: [],
    personal,
    warnings: [
      ...ofRows(looked.rows),
      ...ofNames.map((said) => `In the header ${said}.`),
      ...ofEvents(events, roles, counts, columns),
      ...ofColumns(columns.filter(({ role }) => role === 'value' || role === 'time')),
    ],
  };
}

/** How many liked events of each user are held out: so many that most of what users did is left to learn from. */
function heldOut({ users }: Counted, { user, value }: Roles): number {
  const able = users.atLeast(3);
  if (able < fewestUsers)
    throw usage(
      `${able === 0 ? 'No user' : `Only ${counted(able, 'user')}`} of ${user.column.name} ${value ? 'liked' : 'took'} three different items, and one is learned from, one validates and one tests.`,
      value
        ? `Take more events, or leave ${value.column.name} out with --leave-out '${value.column.name}': every event counts as liked then.`
        : 'Take more events, or name other columns with --user and --item.',
    );
  const middle = users.median();
  const wanted = middle >= 15 ? 3 : middle >= 8 ? 2 : 1;
  return [wanted, 2, 1].find((last) => last <= wanted && users.atLeast(2 * last + 1) >= fewestUsers) ?? 1;
}

/** How often an item must have been liked, so that the catalogue is one that can be ranked. */
function fewestOf({ items }: Counted): number {
  let fewest = 1;
  while (items.atLeast(fewest) > mostItems) fewest += 1;
  return fewest;
}

/** Whatever digits or words they are, they name something. */
const names = { kind: 'identifier', confidence: 1, asked: false } as const;

function withRole(column: Column, { user, item, value, time }: Roles, leaveOut: readonly string[]): Column {
  if (column === user.column) return { ...column, ...names, role: 'user', reasons: user.reasons };
  if (column === item.column) return { ...column, ...names, role: 'item', reasons: item.reasons };
  if (column === time?.column) return { ...column, role: 'time', reasons: time.reasons };
  if (column === value?.column)
    return {
      ...column,
      role: 'value',
      reasons: value.reasons,
      kind: column.kind === 'embedded' ? 'embedded' : value.whole ? 'integer' : 'number',
      min: value.low,
      max: value.high,
    };
  const { name, personal } = column;
  const excluded = leaveOut.includes(name)
    ? 'the owner has left it out'
    : personal === undefined
      ? 'lists are made of who took what'
      : `it holds personal data (${personal})`;
  return { ...column, role: 'excluded', excluded };
}

/** What stands out, or is not known. */
function ofEvents(
  { said, last, fewest, items }: Events,
  { value, user, item }: Roles,
  { lacking, liked, events, users, items: likedItems }: Counted,
  columns: readonly Column[],
): readonly string[] {
  const tested = users.atLeast(last + 1);
  const zeros = value?.levels?.find(([number]) => number === 0)?.[1] ?? 0;
  const kinds = columns.find(({ name, role, distinct }) => role === 'excluded' && distinct > 1 && isKindOfEvent(name));
  return [
    ...(said.people ? [said.people] : []),
    ...(lacking > 0
      ? [
          `${counted(lacking, 'row lacks', 'rows lack')} ${user.column.name}, ${item.column.name} or what else an event needs, and ${lacking === 1 ? 'is' : 'are'} left out (${percent(lacking / (lacking + events))}).`,
        ]
      : []),
    ...(kinds
      ? [
          `All events count alike, whatever ${kinds.name} says: ${kinds.levels
            .slice(0, 4)
            .map(([level]) => level)
            .join(', ')}. Where one of them is what is wanted, keep its rows alone.`,
        ]
      : []),
    ...(value?.explicit && zeros > 0.3 * events
      ? [`${percent(zeros / events)} of ${value.column.name} are 0, which often says that there is none.`]
      : []),
    ...(liked < 0.05 * events ? [`Only ${percent(liked / events)} of the events count as liked.`] : []),
    ...(tested < enoughUsers ? [`Only ${counted(tested, 'user')} can be measured, so intervals will be wide.`] : []),
    ...(fewest > 1
      ? [
          `Of ${counted(items, 'item')} those with ${fewest} liked events or more can be recommended (${counted(likedItems.atLeast(fewest), 'item')}): a list is ranked over all of them.`,
        ]
      : []),
  ];
}
