import type { Looking } from '../../ask/bringing.ts';
import { usage } from '../../errors.ts';
import { counted as count, type Way, wayOf } from '../../folders/way.ts';
import { openFolder } from '../../sources/folder.ts';
import { counted } from '../../text/say.ts';
import { documentsIn } from './documents.ts';
import { imagesIn } from './images.ts';
import type { OverrideOptions } from './overrides.ts';
import type { Wanted } from './wanted.ts';

// What names images is in the same part of the bundle.
export { listedImagesIn } from './listed-images.ts';

/** Looks at a folder: what its files are decides what a project of it is, unless a template was named. */
export async function folderAt(path: string, { options, context, forms = ways }: Wanted): Promise<Looking> {
  checkSaid(path, options);
  const folder = openFolder(path, context.cwd, context.signal);
  const found = count(folder.files);
  const taken = ways.filter((way) => forms.includes(way));
  const way = (taken.length === 1 ? taken[0] : undefined) ?? wayOf(found);
  const { images, documents } = found;
  if (images + documents === 0)
    throw usage(
      `${path} holds no images and no documents (PNG, JPEG and the like; Markdown, text, HTML, PDF).`,
      'Name the folder that holds them, or a file of rows.',
    );
  if (way === undefined)
    throw usage(
      `${path} holds ${counted(images, 'image')} and ${counted(documents, 'document')}: what it is for cannot be told.`,
      'Say it: --template image-classifier or --template chatbot.',
    );
  if (way === 'documents') {
    const flag = options.group !== undefined ? 'group' : options.leaveOut.length > 0 ? 'leave-out' : undefined;
    if (flag)
      throw usage(
        `--${flag} says something of images or a table, and ${path} holds documents.`,
        `Leave --${flag} out.`,
      );
    return documentsIn(folder, context.cwd);
  }
  return imagesIn(folder, { group: options.group, leaveOut: options.leaveOut }, context.cwd);
}

const ways: readonly Way[] = ['images', 'documents'];

/** What is said of the columns of a table means nothing of a folder. */
function checkSaid(path: string, { target, positive, time, column, keep }: OverrideOptions): void {
  const said = { target, positive, time, column: column[0], keep: keep[0] };
  const [flag] = Object.entries(said).find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return;
  throw usage(`--${flag} says something of a table, and ${path} is a folder.`, `Leave --${flag} out.`);
}
