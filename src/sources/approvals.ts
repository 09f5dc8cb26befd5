import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { hashOf } from '../system/digest.ts';
import { configHome } from '../system/homes.ts';
import { makeParents } from '../system/staging.ts';
import type { Registration } from './registration.ts';

type Home = Pick<Context, 'env' | 'platform'>;

/** What says that this user has agreed to a registration of a project's; another source is asked for again. */
function noteOf({ file, source }: Registration, { env, platform }: Home): string | undefined {
  const home = configHome(env, platform);
  return home && path.join(home, 'approved', `${hashOf(Buffer.from(JSON.stringify([file, source])))}.json`);
}

export function isApproved(registration: Registration, home: Home): boolean {
  const note = noteOf(registration, home);
  return note !== undefined && existsSync(note);
}

/** Notes it, so that it is asked for once. Where it cannot be noted, it is asked for again. */
export function approve(registration: Registration, home: Home): void {
  const note = noteOf(registration, home);
  if (!note) return;
  const { id, file, source } = registration;
  try {
    makeParents(path.dirname(note), []);
    writeFileSync(note, `${JSON.stringify({ schema: 1, id, file, source }, null, 2)}\n`);
  } catch {
    // A home that cannot be written to is no reason to stop.
  }
}
