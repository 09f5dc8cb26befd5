import { usage } from '../../errors.ts';
import type { Overrides } from '../../profile/overrides.ts';
import { type Kind, kinds } from '../../profile/profile.ts';
import { didYouMean } from '../../text/suggest.ts';

/** What flags say against what would be decided of the data. */
export interface OverrideOptions {
  readonly target?: string | undefined;
  readonly positive?: string | undefined;
  readonly group?: string | undefined;
  readonly time?: string | undefined;
  readonly user?: string | undefined;
  readonly item?: string | undefined;
  readonly value?: string | undefined;
  readonly column: readonly string[];
  readonly leaveOut: readonly string[];
  readonly keep: readonly string[];
}

/** Reads them: each is refused by its flag where its form is not the one that it takes. */
export function overridesFrom({ column, leaveOut, keep, ...options }: OverrideOptions): Overrides {
  const { target, positive, group, time, user, item, value } = options;
  return {
    ...(target === undefined ? {} : { target }),
    ...(positive === undefined ? {} : { positive }),
    ...(group === undefined ? {} : { group }),
    ...(time === undefined ? {} : { time }),
    ...(user === undefined ? {} : { user }),
    ...(item === undefined ? {} : { item }),
    ...(value === undefined ? {} : { value }),
    kinds: Object.fromEntries(
      pairs('--column', column, 'kind').map(([name, kind]) => [name, kindNamed(name, kind)] as const),
    ),
    leaveOut,
    keep: Object.fromEntries(pairs('--keep', keep, 'why it is known')),
  };
}

/** `name=value`, at the last equals sign of a kind and at the first of a reason: names may hold one, kinds do not. */
function pairs(flag: string, given: readonly string[], what: string): readonly (readonly [string, string])[] {
  return given.map((pair) => {
    const at = flag === '--column' ? pair.lastIndexOf('=') : pair.indexOf('=');
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at < 1 || value === '')
      throw usage(`${flag} ${pair} is not of the form name=${what}.`, `Write ${flag} 'column=${what}'.`);
    return [name, value] as const;
  });
}

function kindNamed(name: string, kind: string): Kind {
  const found = kinds.find((one) => one === kind);
  if (found) return found;
  const meant = didYouMean(kind, kinds);
  throw usage(
    `--column ${name}: "${kind}" is not a kind of column.`,
    meant === undefined ? `The kinds are ${kinds.join(', ')}.` : `Did you mean ${meant}?`,
  );
}
