import type { Own } from '../command-line/command.ts';
import type { overriding } from '../command-line/flags.ts';
import type { Options } from '../command-line/options.ts';
import { drawProfile } from '../report/draw-profile.ts';
import { type Told, tell } from '../report/report.ts';
import type { Session } from '../session.ts';
import { lookAt } from './own/look-at.ts';

type ProfileOptions = Options & Own<'<path>', typeof overriding>;

/** `profile`: what data holds, and what would be decided about it; nothing is written. */
export async function profile(options: ProfileOptions, { context }: Session): Promise<Told> {
  const looking = await lookAt(options.path, { options, context });
  return tell(looking.profile(), drawProfile);
}
