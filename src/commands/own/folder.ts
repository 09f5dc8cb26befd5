import type { Looking } from '../../ask/bringing.ts';
import { usage } from '../../errors.ts';
import { counted as count, type Way, wayOf } from '../../folders/way.ts';
import { openFolder } from '../../sources/folder.ts';
import { counted } from '../../text/say.ts';
import { checkFlags } from './check-flags.ts';
import { documentsIn } from './documents.ts';
import { imagesIn } from './images.ts';
import type { Wanted } from './wanted.ts';

// What names images is in the same part of the bundle.
export { listedImagesIn } from './listed-images.ts';

/** Looks at a folder: what its files are decides what a project of it is, unless a template was named. */
export async function folderAt(path: string, { options, context, forms = ways }: Wanted): Promise<Looking> {
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
    checkFlags(options, [], `${path}, which holds documents`);
    return documentsIn(folder, context.cwd);
  }
  checkFlags(options, ['group', 'leave-out'], `${path}, which holds images in folders of classes`);
  return imagesIn(folder, { group: options.group, leaveOut: options.leaveOut }, context.cwd);
}

const ways: readonly Way[] = ['images', 'documents'];
