import { usage } from '../../errors.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Dialect } from '../profile.ts';
import { fewestItems, type Named, present, recognise, repeats } from './recognise.ts';
import { type Time, timeIn } from './time.ts';
import { likedFrom, type Value, valueIn } from './value.ts';

/** Which column says what of an event, and why. */
export interface Roles {
  readonly user: Named;
  readonly item: Named;
  readonly value?: Value;
  readonly time?: Time;
  readonly minimum: number;
}

/** Gives each column of an event, as the owner says or its name does; users and items must be known one way or the other. */
export function rolesOf(columns: readonly Column[], dialect: Dialect, overrides: Overrides): Roles {
  const found = recognise(columns);
  const user = said(columns, overrides.user, found.user);
  const item = said(columns, overrides.item, found.item);
  if (!user || !item) throw new Error('Who took what is to be said before it is decided.');
  checkParts(user.column, item.column);
  const taken = [user.column.name, item.column.name, ...overrides.leaveOut];
  for (const [flag, name] of Object.entries({ '--value': overrides.value, '--time': overrides.time }))
    if (name !== undefined && taken.slice(0, 2).includes(name))
      throw usage(
        `The column ${name} cannot be what ${flag} says and a user or an item as well.`,
        'Name another one.',
        [flag],
      );
  const time = wantedTime(columns, overrides.time, timeIn(columns, [...taken, overrides.value], dialect.header));
  const value = valueIn(columns, dialect, overrides.value, [...taken, time?.column.name]);
  return {
    user,
    item,
    ...(value ? { value } : {}),
    ...(time ? { time } : {}),
    minimum: value ? likedFrom(value) : 1,
  };
}

/** What the owner says, with the reason that would be found for it where that is the same. */
function said(columns: readonly Column[], name: string | undefined, found: Named | undefined): Named | undefined {
  if (name === undefined || name === found?.column.name) return found;
  const column = columns.find((one) => one.name === name);
  return column && { column, reasons: ['the owner has said so', repeats(column)], sure: true };
}

function wantedTime(columns: readonly Column[], name: string | undefined, found: Time | undefined): Time | undefined {
  const column = columns.find((one) => one.name === name);
  if (!column || column === found?.column) return found;
  const next = 'Choose another column with --time, or leave it out.';
  if (!['date', 'integer', 'number'].includes(column.kind))
    throw usage(
      `The column ${column.name} is no date and no number, so events have no order by it.`,
      `Say --column '${column.name}=date' if it is one.`,
      ['--time'],
    );
  if (column.unfit !== undefined)
    throw usage(`The column ${column.name} cannot say when: ${column.unfit}.`, next, ['--time']);
  if (column.distinct < 2)
    throw usage(`The column ${column.name} has the same value in every row, so events have no order by it.`, next, [
      '--time',
    ]);
  return { column, reasons: ['the owner has said so'] };
}

/** Refuses columns of which no recommendation can be made. */
function checkParts(user: Column, item: Column): void {
  if (user === item)
    throw usage(`The column ${user.name} cannot be both user and item.`, 'Name another one with --item.', ['--item']);
  if (user.distinct < 2)
    throw usage(
      `The column ${user.name} holds ${user.distinct === 1 ? 'one user' : 'no user'}, and what is learned from others needs more.`,
      'Choose another column with --user.',
      ['--user'],
    );
  if (user.distinct >= present(user))
    throw usage(
      `The column ${user.name} has another value in every row, so nobody has a second event to be recommended by.`,
      'Choose another column with --user.',
      ['--user'],
    );
  if (item.distinct < fewestItems)
    throw usage(
      `The column ${item.name} holds ${item.distinct === 1 ? 'one item' : `${item.distinct} items`}, all of which a list of ten would show.`,
      'Choose another column with --item.',
      ['--item'],
    );
}
