import type { Context } from '../context.ts';
import { type Failure, failed } from '../errors.ts';
import { codeOf, inWords } from '../system/fs-errors.ts';

/**
 * What nobody foresaw. A file or folder that the system does not let us use, and that is not of this package, is told by its
 * name; anything else is a fault of ours.
 */
export function describeThrown(error: unknown, context: Context): Failure {
  const { path = '' } = error as NodeJS.ErrnoException;
  if (codeOf(error) === undefined || !path || path.startsWith(context.templates)) return describeFault(error, context);
  return failed(`${path} cannot be used: ${inWords(error)}.`, 'See to it, and run the same command again.');
}

/** A fault of ours: everything that somebody who mends it has to know. */
function describeFault(error: unknown, context: Context): Failure {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return failed(
    `create-ml-portfolio has a fault: ${message}.`,
    'Please report it with the lines above, where you got this package from (npm docs create-ml-portfolio).',
    [
      `${context.name} ${context.version}, Node ${context.node}, ${context.platform}`,
      ...stack
        .split('\n')
        .slice(1, 9)
        .map((line) => line.trim()),
    ],
  );
}
