import type { Image, Images } from './found.ts';

/** Pixels of a side that images may be brought to; from 64 on they count as photographs. */
const sides = [32, 64, 128] as const;

/** The size that most images have enough pixels for, as the project chooses it when it takes another folder; without colours where none has any. */
export function formOf(images: readonly Image[]): Images['form'] {
  const channels = images.every(({ grey }) => grey) ? 1 : 3;
  const [first] = images;
  const isOne = images.every(({ width, height }) => width === first?.width && height === first.height);
  if (first && isOne && Math.max(first.width, first.height) <= sides[0])
    return { height: first.height, width: first.width, channels };
  const shorter = images.map(({ width, height }) => Math.min(width, height)).sort((a, b) => a - b);
  const half = shorter.length / 2;
  const median = ((shorter[Math.ceil(half) - 1] ?? 0) + (shorter[Math.floor(half)] ?? 0)) / 2;
  const side = sides.findLast((one) => one <= median) ?? sides[0];
  return { height: side, width: side, channels };
}
