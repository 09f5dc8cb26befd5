/**
 * A row of cells as 64 bits, in two halves that are unsigned: equal rows have equal hashes on every machine, and among a million
 * others the chance that two collide is one in forty million. It is no defence against rows that are made to collide.
 */
export function hashRow(cells: readonly string[]): readonly [high: number, low: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const cell of cells) {
    for (let at = 0; at < cell.length; at += 1) {
      const code = cell.charCodeAt(at);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
      a ^= b >>> 13;
    }
    // A cell's end is no character, so that `ab, c` and `a, bc` differ.
    a = Math.imul(a ^ 0x10000, 2246822507);
    b = Math.imul(b ^ 0x10001, 3266489909);
    b ^= a >>> 15;
  }
  return [mixed(a, b), mixed(b, a)];
}

export function mixed(a: number, b: number): number {
  let value = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A hash of one number, such as that of a row: what a sample is drawn by, the same wherever it is asked. */
export function hashNumber(value: number, seed = 0): number {
  const low = value >>> 0;
  const high = Math.floor(value / 4294967296) >>> 0;
  return mixed(low ^ Math.imul(seed, 0x9e3779b1), high ^ (seed + 0x85ebca6b));
}
