import { realpathSync } from 'node:fs';
import type { ChildResult } from '../system/child.ts';
import { isInside } from '../system/inside.ts';
import type { Plan } from '../types.ts';
import type { Run } from './python-env.ts';

/** Prints where the environment is, and where its packages come from that are the project's own. */
const probe = `
import importlib, sys
print(sys.prefix)
for name in sys.argv[1:]:
    print(importlib.import_module(name).__file__)
`;

/** Has the interpreter of `.venv` import the project's package: what pip says that it has done may lie elsewhere. */
export async function importOwn(plan: Plan, python: string, run: Run): Promise<ChildResult> {
  const { package: name } = plan.names;
  const has = plan.files.some((file) => file.path.endsWith(`${name}/__init__.py`));
  const result = await run([python, '-c', probe, ...(has ? [name] : [])]);
  if (result.status !== 'ok') return result;
  const places = result.stdout.split(/\r?\n/).filter(Boolean);
  const stray = places.find((place) => !isInside(realpathSync.native(place), realpathSync.native(plan.target)));
  if (stray === undefined) return result;
  return { ...result, status: 'failed', tail: [`${stray} is outside ${plan.target}.`] };
}
