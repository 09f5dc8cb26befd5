import { closeSync, openSync, statSync, writeSync } from 'node:fs';

/** Writes a table of 20 columns of every kind, the same each time, and says how many bytes it has. */
export function writeTable(file: string, rows: number): number {
  const next = chance(12_345);
  const upTo = (limit: number): number => Math.floor(next() * limit);
  const one = (words: readonly string[]): string => words[upTo(words.length)] ?? '';
  const day = (from: number, days: number): string =>
    new Date(from + upTo(days) * 86_400_000).toISOString().slice(0, 10);
  const start = Date.UTC(2020, 0, 1);
  const columns: Readonly<Record<string, (row: number) => string | number>> = {
    id: (row) => 100_000 + row,
    age: () => 18 + upTo(73),
    income: () => (-Math.log(1 - next()) * 36_000).toFixed(2),
    job: () => one(['admin', 'management', 'retired', 'services', 'student', 'technician', 'other']),
    city: () => `City${upTo(300)}`,
    signup: () => day(start, 1_500),
    churn: () => one(['Yes', 'No']),
    score: () => next().toFixed(6),
    lat: () => (next() * 180 - 90).toFixed(5),
    lon: () => (next() * 360 - 180).toFixed(5),
    plan: () => one(['basic', 'plus', 'pro']),
    calls: () => upTo(41),
    minutes: () => (next() * 300).toFixed(1),
    zip: () => 10_000 + upTo(90_000),
    balance: () => (next() * 20_000 - 10_000).toFixed(2),
    notes: () => Array.from({ length: 4 }, () => one(['bad', 'bill', 'call', 'good', 'late', 'the', 'was'])).join(' '),
    name: () => `${one(['Anna', 'Ben', 'Dan', 'Eva'])} ${one(['Jones', 'Lee', 'Smith', 'Wood'])}`,
    flag: () => upTo(2),
    rate: () => next().toFixed(2),
    ts: (row) => new Date(start + row * 97_000).toISOString().slice(0, 19).replace('T', ' '),
  };
  const open = openSync(file, 'w');
  try {
    writeSync(open, `${Object.keys(columns).join()}\n`);
    const cells = Object.values(columns);
    for (let row = 0; row < rows; row += 1_000) {
      const lines = Array.from({ length: 1_000 }, (_, more) => cells.map((cell) => cell(row + more)).join());
      writeSync(open, `${lines.join('\n')}\n`);
    }
  } finally {
    closeSync(open);
  }
  return statSync(file).size;
}

/** Numbers from 0 to 1 that look like chance and are always the same (mulberry32, by Tommy Ettinger). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
