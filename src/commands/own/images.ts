import type { Looking } from '../../ask/bringing.ts';
import { byReason, type Folder } from '../../folders/folder.ts';
import { listOf } from '../../folders/images/contract.ts';
import type { Images } from '../../folders/images/found.ts';
import type { Listed } from '../../folders/images/listed.ts';
import { lookAtImages, type Said } from '../../folders/images/look.ts';
import { formatsOf, sizesOf } from '../../folders/images/words.ts';
import { ownImagesFrom } from '../../plan/from-images.ts';
import type { FolderTold } from '../../report/folder-told.ts';
import { hashOf } from '../../system/digest.ts';

/** The table that names the images, where one does. */
interface OfTable extends Listed {
  readonly file: string;
  /** The column of classes. */
  readonly target: string;
}

/** A folder of images in folders of classes, or with a table of them: nothing is left open. */
export async function imagesIn(folder: Folder, said: Said, cwd: string, table?: OfTable): Promise<Looking> {
  const found = await lookAtImages(folder, said, table);
  const flags = [
    ['data', table?.file ?? found.path] as const,
    ...(table ? [['target', table.target] as const] : []),
    ...(said.group === undefined ? [] : [['group', said.group] as const]),
    ...(said.leaveOut.length === 0 ? [] : [['leave-out', said.leaveOut.join(',')] as const]),
  ];
  return {
    open: [],
    profile: () => describe(found),
    finish: async () => ({
      form: 'images',
      is: `${table?.file ?? folder.path}: images and their classes`,
      data: ownImagesFrom(found, flags, cwd),
      profile: describe(found),
    }),
  };
}

function describe(found: Images): FolderTold {
  const { path, images, bytes, classes, split, duplicates, left, passedOver, offered, personal, warnings } = found;
  return {
    form: 'images',
    folder: { path, files: images.length, bytes, sha256: hashOf(Buffer.from(listOf(found))) },
    found: { formats: formatsOf(found), sizes: sizesOf(found) },
    kinds: classes.map(({ name, images: files }) => ({ name, files })),
    split: { by: split.by, reasons: split.reasons },
    equal: duplicates,
    leftOut: byReason(left),
    passedOver: byReason(passedOver),
    ...(offered ? { offered: { group: offered.rule, groups: offered.groups } } : {}),
    personal,
    warnings,
  };
}
