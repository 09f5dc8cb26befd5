import type { Context } from '../../context.ts';
import type { Form } from '../../template/question-schema.ts';
import type { OverrideOptions } from './overrides.ts';

/** What is known of data before it is looked at. */
export interface Wanted {
  readonly options: OverrideOptions;
  readonly context: Context;
  /** The forms that the template takes, where one was named. */
  readonly forms?: readonly Form[] | undefined;
}
