import type { Own } from '../command-line/command.ts';
import type { overriding } from '../command-line/flags.ts';
import type { Options } from '../command-line/options.ts';
import { suggestTarget } from '../profile/judge/suggest-target.ts';
import { decide } from '../profile/whole/decide.ts';
import { look } from '../profile/whole/look.ts';
import { drawProfile } from '../report/draw-profile.ts';
import { describeProfile } from '../report/profiled.ts';
import { type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { openData } from '../sources/data-file.ts';
import { overridesFrom } from './overrides.ts';

type ProfileOptions = Options & Own<'<path>', typeof overriding>;

/** `profile`: what a file holds, and what would be decided about it; nothing is written. */
export async function profile(options: ProfileOptions, { context }: Session): Promise<Told> {
  const overrides = overridesFrom(options);
  const looked = await look(openData(options.path, context.cwd, context.signal), overrides);
  const suggested = suggestTarget(looked.columns);
  return tell(describeProfile(decide(looked, overrides), suggested), drawProfile);
}
