import type { CreateOptions } from '../../ask/decide.ts';
import type { Context } from '../../context.ts';
import type { Form } from '../../template/question-schema.ts';
import type { OverrideOptions } from './overrides.ts';

/** Where data is looked at. */
export type Place = Pick<Context, 'cwd' | 'env' | 'platform' | 'signal'>;

/** What is said of data, and of the project that is made of it. */
export type DataOptions = OverrideOptions & Pick<CreateOptions, 'data' | 'directory' | 'given' | 'template' | 'yes'>;

/** What is known of data before it is looked at. */
export interface Wanted {
  readonly options: OverrideOptions;
  readonly context: Place;
  /** The forms that the template takes, where one was named. */
  readonly forms?: readonly Form[] | undefined;
}
