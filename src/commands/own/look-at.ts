import type { Looking } from '../../ask/bringing.ts';
import type { Context } from '../../context.ts';
import { look } from '../../profile/whole/look.ts';
import { openData } from '../../sources/data-file.ts';
import type { Form } from '../../template/question-schema.ts';
import { type OverrideOptions, overridesFrom } from './overrides.ts';
import { tableIn } from './table.ts';

/** What is known of data before it is looked at. */
export interface Wanted {
  readonly options: OverrideOptions;
  readonly context: Context;
  /** The forms that the template takes, where one was named. */
  readonly forms?: readonly Form[] | undefined;
}

/** Looks at what lies at a path. */
export async function lookAt(path: string, { options, context }: Wanted): Promise<Looking> {
  const overrides = overridesFrom(options);
  const looked = await look(openData(path, context.cwd, context.signal), overrides);
  return tableIn(looked, overrides, context.cwd);
}
