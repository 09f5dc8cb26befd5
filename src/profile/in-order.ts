const digit = 11;
const digits = 2 ** digit;
const last = digits - 1;

/** Which of the two halves of a number in memory holds its sign and exponent. */
const upper = new Uint8Array(Float64Array.of(-1).buffer)[7] === 0xbf ? 1 : 0;

/** Room to put so many numbers in order, again and again. */
export interface Room {
  readonly keys: Uint32Array;
  readonly order: Uint32Array;
  readonly nextKeys: Uint32Array;
  readonly nextOrder: Uint32Array;
}

export const roomFor = (length: number): Room => ({
  keys: new Uint32Array(length),
  order: new Uint32Array(length),
  nextKeys: new Uint32Array(length),
  nextOrder: new Uint32Array(length),
});

/**
 * The places of numbers, none of which is NaN, in the order of the numbers. They are dealt out by their upper 32 bits, eleven at
 * a time from the lowest, and no two are compared but those that differ in their lower bits alone. Good until the room is used again.
 */
export function inOrder(numbers: Float64Array<ArrayBuffer>, room = roomFor(numbers.length)): Uint32Array {
  const { length } = numbers;
  const { keys, order, nextKeys, nextOrder } = room;
  const halves = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * length);
  const low = new Uint32Array(digits);
  const middle = new Uint32Array(digits);
  const high = new Uint32Array(digits);
  for (let at = 0; at < length; at += 1) {
    const half = halves[2 * at + upper] ?? 0;
    // Its bits as an integer without a sign that rises with the number.
    const key = half ^ ((half >> 31) | 0x80000000);
    keys[at] = key;
    order[at] = at;
    count(low, key & last);
    count(middle, (key >>> digit) & last);
    count(high, key >>> (2 * digit));
  }
  deal(keys, order, nextKeys, nextOrder, low, 0);
  deal(nextKeys, nextOrder, keys, order, middle, digit);
  deal(keys, order, nextKeys, nextOrder, high, 2 * digit);
  sortAlike(nextOrder, nextKeys, numbers);
  return nextOrder;
}

function count(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

/** Deals keys out by some bits of them, of which it is known how often each stands there; what is alike stays in its order. */
function deal(
  keys: Uint32Array,
  order: Uint32Array,
  nextKeys: Uint32Array,
  nextOrder: Uint32Array,
  counts: Uint32Array,
  bits: number,
): void {
  let sum = 0;
  for (let place = 0; place < digits; place += 1) {
    const many = counts[place] ?? 0;
    counts[place] = sum;
    sum += many;
  }
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    const place = (key >>> bits) & last;
    const to = counts[place] ?? 0;
    counts[place] = to + 1;
    nextKeys[to] = key;
    nextOrder[to] = order[at] ?? 0;
  }
}

/** Sorts the runs of numbers whose upper halves are the same. */
function sortAlike(order: Uint32Array, keys: Uint32Array, numbers: Float64Array): void {
  let start = 0;
  let isSorted = true;
  for (let at = 1; at <= order.length; at += 1) {
    if (keys[at] === keys[at - 1]) {
      if ((numbers[order[at] ?? 0] ?? 0) < (numbers[order[at - 1] ?? 0] ?? 0)) isSorted = false;
      continue;
    }
    if (!isSorted) order.subarray(start, at).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    start = at;
    isSorted = true;
  }
}
