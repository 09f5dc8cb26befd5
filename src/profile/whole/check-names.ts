import { usage } from '../../errors.ts';
import { listed } from '../../text/say.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { Overrides } from '../overrides.ts';

/** Refuses what the owner says of a column that the file does not have, and what contradicts itself. */
export function checkNames(names: readonly string[], overrides: Overrides): void {
  const { target, group, time, user, item, value, kinds, leaveOut, keep } = overrides;
  const said: readonly (readonly [flag: string, name: string | undefined])[] = [
    ['--target', target],
    ['--group', group],
    ['--time', time],
    ['--user', user],
    ['--item', item],
    ['--value', value],
    ...Object.keys(kinds).map((name) => ['--column', name] as const),
    ...leaveOut.map((name) => ['--leave-out', name] as const),
    ...Object.keys(keep).map((name) => ['--keep', name] as const),
  ];
  for (const [flag, name] of said) {
    if (name === undefined || names.includes(name)) continue;
    const meant = didYouMean(name, names);
    throw usage(
      `${flag}: the file has no column "${name}".`,
      meant === undefined ? `It has ${listed(names, 20)}.` : `Did you mean ${meant}?`,
    );
  }
  for (const [flag, name] of said.slice(0, 6))
    if (name !== undefined && leaveOut.includes(name))
      throw usage(`${flag} and --leave-out both name ${name}.`, 'Name it in one of them.');
  const twice = leaveOut.find((name) => keep[name] !== undefined);
  if (twice !== undefined) throw usage(`--leave-out and --keep both name ${twice}.`, 'Name it in one of them.');
}
