import type { DataName } from '../../answers/standard.ts';
import { counted, listed, thousands } from '../../text/say.ts';
import { readableSize } from '../../text/size.ts';
import type { Data } from '../../types.ts';
import { byReason } from '../folder.ts';
import { nameOf } from '../place.ts';
import type { Images } from './found.ts';

/** What prose says of the images: `data.*` of `.hbs` files. */
export function wordsOf(found: Images, where: string, ignored: boolean): Readonly<Record<DataName, Data>> {
  const { images, classes, left, duplicates, split, warnings, bytes } = found;
  return {
    ...{ name: nameOf(found.path), file: nameOf(found.path), path: where, bytes: readableSize(bytes) },
    rows: thousands(images.length),
    refused: left.length === 0 ? '' : `${counted(left.length, 'file')}, each with its reason in images.csv.`,
    duplicates: duplicates === 0 ? 'none' : counted(duplicates, 'image'),
    ignored,
    ...{ target: '', positive: '', negative: '', share: '' },
    split: `${split.reasons.map((one) => `${one.slice(0, 1).toUpperCase()}${one.slice(1)}`).join('; ')}.`,
    features: String(classes.length),
    columns: classes.map(({ name, images: many }) => ({ name, kind: 'class', role: 'class', seen: thousands(many) })),
    left: byReason(left).map(({ reason, files, first }) => ({ name: listed(first, 3), why: whyOf(reason, files) })),
    ...{ kept: [], slices: [], language: '' },
    extent: `${formatsOf(found)}; ${sizesOf(found)}`,
    warnings,
  };
}

const whyOf = (reason: string, files: number): string =>
  files > 3 ? `${reason} (${thousands(files)} in all)` : reason;

/** `PNG (40), JPEG (2)`: the commonest first. */
export function formatsOf({ images }: Images): string {
  const counts = new Map<string, number>();
  for (const { format } of images) counts.set(format, (counts.get(format) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([format, many]) => `${format} (${thousands(many)})`)
    .join(', ');
}

/** From the smallest to the largest, by the shorter side, and what they are brought to. */
export function sizesOf({ images, form }: Images): string {
  const sorted = images.toSorted((a, b) => Math.min(a.width, a.height) - Math.min(b.width, b.height));
  const [first, last] = [sorted[0], sorted.at(-1)].map((one) => `${one?.width} × ${one?.height}`);
  const range = first === last ? `${first} pixels` : `from ${first} to ${last} pixels`;
  return `${range}, brought to ${form.width} × ${form.height}${form.channels === 1 ? ' in grey' : ''}`;
}
