import type { Context } from '../context.ts';
import { placeNamed } from '../text/home.ts';
import { type Command, camel } from './command.ts';

/** The options of a command, with every path as a shell would have read it: its own word, and the flags that take one. */
export function withPlaces<O extends object>(options: O, { takes = '', flags = [] }: Command, where: Context): O {
  const places = [takes.slice(1, -1), ...flags.filter(({ paths }) => paths).map(({ name }) => camel(name))];
  const named = Object.entries(options).map(([key, value]) => [
    key,
    places.includes(key) && typeof value === 'string' ? placeNamed(value, where) : value,
  ]);
  return Object.fromEntries(named) as O;
}
