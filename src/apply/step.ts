import { setImmediate } from 'node:timers/promises';
import { cancelled } from '../errors.ts';

/** Stands before every change on disk: throws once the signal has come, and lets it come. */
export type Step = () => Promise<void>;

const slice = 8;

/**
 * Small files are written with synchronous calls, which take a third of the time of promised ones; so that a signal and
 * the progress line still get their turn, the event loop runs every few milliseconds.
 */
export function makeStep(signal: AbortSignal): Step {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > slice) {
      await setImmediate();
      since = performance.now();
    }
    if (signal.aborted) throw cancelled();
  };
}
