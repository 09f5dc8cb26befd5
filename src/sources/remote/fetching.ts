import type { Context } from '../../context.ts';
import type { Progress } from '../../terminal/progress.ts';
import type { CacheEntry } from './cache.ts';

/** What fetching needs of the run. */
export interface FetchContext extends Pick<Context, 'cwd' | 'env' | 'node' | 'platform' | 'signal' | 'kill'> {
  readonly progress: Progress;
  /** Only what is on this disk already. */
  readonly offline: boolean;
  /** Named by a template from elsewhere, and not by the user: it may lead to no private place. */
  readonly strange: boolean;
}

/** What a fetcher has found out, once everything is unpacked. */
export type Resolution = Pick<CacheEntry, 'pinned' | 'resolved'>;
