import path from 'node:path';
import type { Looking } from '../../ask/bringing.ts';
import { look } from '../../profile/whole/look.ts';
import { openData } from '../../sources/data-file.ts';
import { look as seenAt } from '../../system/look.ts';
import { overridesFrom } from './overrides.ts';
import { tableIn } from './table.ts';
import type { Wanted } from './wanted.ts';

/** Looks at what lies at a path. */
export async function lookAt(named: string, wanted: Wanted): Promise<Looking> {
  const { options, context } = wanted;
  if (seenAt(path.resolve(context.cwd, named)).is === 'folder')
    return (await import('./folder.ts')).folderAt(named, wanted);
  const overrides = overridesFrom(options);
  const looked = await look(openData(named, context.cwd, context.signal), overrides);
  return tableIn(looked, overrides, context.cwd);
}
