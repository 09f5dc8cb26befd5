import { cancelled } from '../errors.ts';

/** Stands before every change on disk: throws once the signal has come, and lets it come. */
export type Step = () => Promise<void>;

const slice = 8;

/**
 * Small files are written with synchronous calls, which take a third of the time of promised ones; so that a signal and
 * the progress line still get their turn, the event loop runs every few milliseconds.
 */
export function makeStep(signal: AbortSignal): Step {
  let since = Date.now();
  return async () => {
    if (Date.now() - since > slice) {
      await new Promise((resolve) => setImmediate(resolve));
      since = Date.now();
    }
    if (signal.aborted) throw cancelled();
  };
}
