import { flagGiven } from '../../command-line/flag-given.ts';
import { overriding } from '../../command-line/flags.ts';
import { usage } from '../../errors.ts';
import type { OverrideOptions } from './overrides.ts';

type OfData = (typeof overriding)[number]['name'];

/** Refuses what is said and means nothing of such data: nobody is to find out later that it was passed over. */
export function checkFlags(options: OverrideOptions, taken: readonly OfData[], of: string, instead?: string): void {
  const flag = flagGiven(
    options,
    overriding.filter(({ name }) => !taken.includes(name)),
  );
  if (flag === undefined) return;
  throw usage(
    `--${flag} means nothing of ${of}.`,
    instead === undefined ? `Leave --${flag} out.` : `Leave --${flag} out, or use --template ${instead}.`,
    [`--${flag}`],
  );
}
