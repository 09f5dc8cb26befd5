/** A signal that is told of every look at it, which the writer takes before each change on disk; `true` aborts. */
export function countingSignal(onLook: (count: number) => boolean): AbortSignal {
  const { signal } = new AbortController();
  let count = 0;
  let aborted = false;
  Object.defineProperty(signal, 'aborted', {
    get: () => {
      count += 1;
      aborted ||= onLook(count);
      return aborted;
    },
  });
  return signal;
}

export const never: AbortSignal = new AbortController().signal;
