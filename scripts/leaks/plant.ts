import type { Chance } from './chance.ts';

export const plantings = [
  'copy',
  'coded copy',
  'monotone',
  'not monotone',
  'sum of a pair',
  'missingness',
  'noisy copy',
] as const;
export type Planting = (typeof plantings)[number];

/** The cells of a target: of classes their words, of a quantity its numbers; empty where there is none. */
export interface Goal {
  readonly cells: readonly string[];
  readonly quantity: boolean;
}

type Planted = readonly (readonly string[])[];

/** One column, or two, that give the target away. */
export function plant(kind: Planting, goal: Goal, chance: Chance): Planted {
  const how = goal.quantity ? inQuantity : inClasses;
  return how(kind, goal.cells, chance);
}

const written = (value: number): string => String(Number(value.toPrecision(7)));

function inClasses(kind: Planting, cells: readonly string[], chance: Chance): Planted {
  const levels = chance.shuffled([...new Set(cells)].filter((cell) => cell !== '').toSorted());
  const code = (cell: string): number => levels.indexOf(cell);
  const each = (of: (cell: string) => string): Planted => [cells.map((cell) => (cell === '' ? '' : of(cell)))];
  switch (kind) {
    case 'copy':
      return each((cell) => cell);
    case 'coded copy': {
      const codes = 1 + chance.below(4);
      const numbers = chance.shuffled(Array.from({ length: codes * levels.length }, (_, at) => at));
      const prefix = chance.next() < 0.5 ? 'k' : '';
      return each((cell) => `${prefix}${numbers[code(cell) * codes + chance.below(codes)]}`);
    }
    case 'monotone': {
      const gap = chance.next() < 0.5 ? 0.05 : 0.5;
      return each((cell) => written(Math.exp(code(cell) + chance.next() * (1 - gap))));
    }
    case 'not monotone': {
      // Each class has two or three ranges among those of the others.
      const ranges = chance.shuffled(Array.from({ length: levels.length * (2 + chance.below(2)) }, (_, at) => at));
      return each((cell) => {
        const own = ranges.flatMap((level, at) => (level % levels.length === code(cell) ? [at] : []));
        return written((own[chance.below(own.length)] ?? 0) + 0.05 + 0.9 * chance.next());
      });
    }
    case 'sum of a pair': {
      const spread = 0.5 + 3 * chance.next();
      return pairOf(
        cells.map((cell) => (cell === '' ? Number.NaN : code(cell))),
        spread,
        chance,
      );
    }
    case 'missingness': {
      const empty = levels[0];
      return each((cell) => (cell === empty ? '' : written(chance.normal())));
    }
    case 'noisy copy': {
      const share = 0.01 + 0.04 * chance.next();
      return each((cell) =>
        chance.next() < share
          ? (levels[(code(cell) + 1 + chance.below(levels.length - 1)) % levels.length] ?? '')
          : cell,
      );
    }
  }
}

function inQuantity(kind: Planting, cells: readonly string[], chance: Chance): Planted {
  const y = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  const known = y.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const at = (share: number): number => known[Math.min(known.length - 1, Math.floor(share * known.length))] ?? 0;
  const middle = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - middle) ** 2, 0) / known.length);
  const each = (of: (value: number) => string): Planted => [y.map((value) => (Number.isNaN(value) ? '' : of(value)))];
  switch (kind) {
    case 'copy':
      return [cells];
    case 'coded copy': {
      const distinct = [...new Set(known)];
      if (distinct.length <= known.length / 3) {
        const codes = chance.shuffled(distinct.map((_, code) => code));
        return each((value) => `k${codes[distinct.indexOf(value)]}`);
      }
      const bins = 10 + chance.below(11);
      const ends = Array.from({ length: bins - 1 }, (_, bin) => at((bin + 1) / bins));
      const codes = chance.shuffled(Array.from({ length: bins }, (_, bin) => bin));
      return each((value) => `k${codes[ends.filter((end) => value >= end).length]}`);
    }
    case 'monotone':
      return chance.next() < 0.5
        ? each((value) => written(Math.exp((value - middle) / spread)))
        : each((value) => written(-(((value - at(0)) / spread + 1) ** 3)));
    case 'not monotone': {
      const way = chance.below(3);
      // The target is how far it is from the middle; it is far from the middle of the target; its halves are swapped.
      if (way === 0) return each((value) => written((value - at(0) + spread / 100) * (chance.next() < 0.5 ? 1 : -1)));
      if (way === 1) return each((value) => written((value - at(0.4)) ** 2));
      return each((value) => written(value < at(0.5) ? value + at(1) - at(0) : value));
    }
    case 'sum of a pair':
      return pairOf(y, spread * (0.5 + 3 * chance.next()), chance);
    case 'missingness': {
      const end = at(0.3 + 0.5 * chance.next());
      return each((value) => (value > end ? '' : written(chance.normal())));
    }
    case 'noisy copy': {
      const noise = spread * (0.02 + 0.08 * chance.next());
      return each((value) => written(value + noise * chance.normal()));
    }
  }
}

function pairOf(y: readonly number[], spread: number, chance: Chance): Planted {
  const first = y.map(() => Number(written(spread * chance.normal())));
  const sign = chance.next() < 0.5 ? 1 : -1;
  const second = y.map((value, row) => (Number.isNaN(value) ? '' : written(sign * (value - (first[row] ?? 0)))));
  return [first.map(String), second];
}

/** Columns that know nothing of the target. */
export function cleanColumns(rows: number, chance: Chance): Readonly<Record<string, readonly string[]>> {
  const some = (of: () => string): readonly string[] => Array.from({ length: rows }, of);
  const codes = 2 + Math.floor(rows / 3);
  return {
    'chance normal': some(() => written(chance.normal())),
    'chance count': some(() => String(chance.below(30))),
    'chance flag': some(() => (chance.next() < 0.3 ? 'yes' : 'no')),
    'chance level': some(() => `L${chance.below(6)}`),
    'chance code': some(() => `C${chance.below(codes)}`),
    'chance holes': some(() => (chance.next() < 0.4 ? '' : written(chance.next()))),
    'chance rare': some(() => (chance.next() < 0.02 ? '1' : '0')),
    'chance place': chance.shuffled(Array.from({ length: rows }, (_, at) => String(at))),
  };
}
