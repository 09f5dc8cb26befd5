import type { Own } from '../command-line/command.ts';
import { flagGiven } from '../command-line/flag-given.ts';
import { overriding } from '../command-line/flags.ts';
import type { Options } from '../command-line/options.ts';
import { usage } from '../errors.ts';
import { suggestTarget } from '../profile/judge/suggest-target.ts';
import { decide } from '../profile/whole/decide.ts';
import { look } from '../profile/whole/look.ts';
import { drawProfile } from '../report/draw-profile.ts';
import { describeProfile } from '../report/profiled.ts';
import { type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { openData } from '../sources/data-file.ts';
import { overridesFrom } from './overrides.ts';

/** What is said of columns in their relation to a target. */
const hanging = overriding.filter(({ name }) => name !== 'target' && name !== 'column');

type ProfileOptions = Options & Own<'<path>', typeof overriding>;

/** `profile`: what a file holds, and what would be decided about it; nothing is written. */
export async function profile(options: ProfileOptions, { context }: Session): Promise<Told> {
  const overrides = overridesFrom(options);
  const flag = flagGiven(options, hanging);
  if (options.target === undefined && flag)
    throw usage(`--${flag} says something of what is predicted, and no target is said.`, 'Name it with --target.');
  const looked = await look(openData(options.path, context.cwd, context.signal), overrides);
  const suggested = suggestTarget(looked.columns);
  return tell(describeProfile(decide(looked, overrides), suggested), drawProfile);
}
