import { camel } from './command.ts';
import type { Flag } from './flags.ts';

/** The first of some flags that a command line gives, by its name. */
export const flagGiven = (options: object, flags: readonly Flag[]): string | undefined =>
  flags.find(({ name }) =>
    Object.entries(options).some(([option, value]) => option === camel(name) && [value].flat().some(Boolean)),
  )?.name;
