import { endingOf } from '../../folders/folder.ts';
import { imageFormats } from '../../folders/way.ts';
import type { Column } from '../../profile/profile.ts';
import type { Looked } from '../../profile/whole/look.ts';

/** So many of its cells end as the names of images do. */
const most = 0.95;

/** The column that names images, if one does. */
export function pathsIn({ columns, sample }: Pick<Looked, 'columns' | 'sample'>): Column | undefined {
  return columns.find(({ position }) => {
    const cells = (sample.cells[position] ?? []).filter((cell) => cell !== '');
    const images = cells.filter((cell) => Object.hasOwn(imageFormats, endingOf(cell)));
    return images.length > 0 && images.length >= most * cells.length;
  });
}
