import path from 'node:path';
import type { Looking } from '../../ask/bringing.ts';
import { usage } from '../../errors.ts';
import { endingOf } from '../../folders/folder.ts';
import { type ListedRow, listed } from '../../folders/images/listed.ts';
import { imageFormats } from '../../folders/way.ts';
import type { Column } from '../../profile/profile.ts';
import type { Looked } from '../../profile/whole/look.ts';
import { openFolder } from '../../sources/folder.ts';
import { printable } from '../../text/encode.ts';
import { didYouMean } from '../../text/suggest.ts';
import { checkFlags } from './check-flags.ts';
import { imagesIn } from './images.ts';
import { pathsIn } from './paths-in.ts';
import type { Wanted } from './wanted.ts';

/** Gives a path and a class of each row, by the places of their columns. */
export type RowsAt = (path: number, name: number) => Promise<readonly ListedRow[]>;

/** What a column of classes is called, where there are others. */
const called = /^(label|labels|class|classes|category|target|species|diagnosis|y)$/i;

/** A table that names images and their classes; the images lie beside it. */
export async function listedImagesIn(
  looked: Looked,
  rowsAt: RowsAt,
  { options, context }: Wanted,
  profile: Looking['profile'],
): Promise<Looking> {
  const { columns, file } = looked;
  checkFlags(options, ['target', 'group', 'leave-out'], `${file.path}, whose rows name images`);
  const paths = pathsIn(looked);
  if (!paths)
    throw usage(
      `No column of ${file.path} names images.`,
      'Give each row the path of an image, as it is from where the table lies.',
    );
  const others = columns.filter((column) => column !== paths);
  const look = async (label: Column): Promise<Looking> => {
    const folder = openFolder(path.dirname(file.path), context.cwd, context.signal);
    const images = folder.files.map((one) => one.path).filter((one) => Object.hasOwn(imageFormats, endingOf(one)));
    const table = {
      file: file.path,
      target: label.name,
      ...listed(await rowsAt(paths.position, label.position), images),
    };
    return imagesIn(folder, { group: options.group, leaveOut: options.leaveOut }, context.cwd, table);
  };
  const label = options.target === undefined ? labelIn(others) : columnNamed(others, options.target, file.path);
  if (label) return look(label);
  return {
    open: [
      {
        flag: 'target',
        message: 'Which column says the class of an image?',
        unsaid: 'Which column says the class of an image',
        options: others.map(({ name, kind }) => ({ value: name, label: printable(name), hint: kind })),
      },
    ],
    profile,
    finish: async ({ target = '' }) => (await look(columnNamed(others, target, file.path))).finish({}),
  };
}

const labelIn = (others: readonly Column[]): Column | undefined =>
  others.length === 1 ? others[0] : others.find(({ name }) => called.test(name));

function columnNamed(others: readonly Column[], name: string, file: string): Column {
  const found = others.find((column) => column.name === name);
  if (found) return found;
  const names = others.map((column) => column.name);
  const meant = didYouMean(name, names);
  throw usage(
    `--target ${name}: ${file} has no such column beside that of paths.`,
    meant === undefined ? `Its columns are ${names.join(', ')}.` : `Did you mean ${meant}?`,
    ['--target'],
  );
}
