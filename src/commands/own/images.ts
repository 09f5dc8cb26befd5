import type { Looking } from '../../ask/bringing.ts';
import { byReason, type Folder } from '../../folders/folder.ts';
import { listOf } from '../../folders/images/contract.ts';
import type { Images } from '../../folders/images/found.ts';
import { lookAtImages, type Said } from '../../folders/images/look.ts';
import { formatsOf, sizesOf } from '../../folders/images/words.ts';
import { ownImagesFrom } from '../../plan/from-images.ts';
import type { FolderTold } from '../../report/folder-told.ts';
import { hashOf } from '../../system/digest.ts';

/** A folder of images in folders of classes: nothing is left open. */
export async function imagesIn(folder: Folder, said: Said, cwd: string): Promise<Looking> {
  const found = await lookAtImages(folder, said);
  const flags = [
    ...(said.group === undefined ? [] : [['group', said.group] as const]),
    ...(said.leaveOut.length === 0 ? [] : [['leave-out', said.leaveOut.join(',')] as const]),
  ];
  return {
    open: [],
    profile: () => describe(found),
    finish: async () => ({
      form: 'images',
      is: `${folder.path}: images in folders of classes`,
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
