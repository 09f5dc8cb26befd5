import type { Sample } from './jobs.ts';
import type { Table } from './results.ts';
import { paired, spread } from './statistics.ts';

/** Every command's runs as multiples of the base's runs beside them. */
export function tableOf(
  title: string,
  base: string,
  files: Readonly<Record<string, number>>,
  samples: Readonly<Record<string, readonly Pick<Sample, 'seconds' | 'peak'>[]>>,
  memoryBase: number,
): Table {
  const seconds = (name: string): readonly number[] => (samples[name] ?? []).map((sample) => sample.seconds);
  const rows = Object.entries(samples).map(([name, taken]) => ({
    name,
    files: files[name] ?? 0,
    ratio: paired(seconds(name), seconds(base)),
    milliseconds: spread(seconds(name)).median * 1000,
    memory: (spread(taken.map((sample) => sample.peak)).median - memoryBase) / 2 ** 20,
  }));
  return { title, base, rows: rows.toSorted((a, b) => a.ratio.median - b.ratio.median) };
}
