import type { Context } from '../context.ts';
import { type Failure, failed } from '../errors.ts';

/** A fault of ours: everything that somebody who mends it has to know. */
export function describeFault(error: unknown, context: Context): Failure {
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
