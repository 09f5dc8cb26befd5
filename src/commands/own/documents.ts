import type { Looking } from '../../ask/bringing.ts';
import { listOf } from '../../folders/documents/contract.ts';
import type { Documents } from '../../folders/documents/found.ts';
import { languagesOf, named } from '../../folders/documents/language.ts';
import { lookAtDocuments } from '../../folders/documents/look.ts';
import { byReason, type Folder } from '../../folders/folder.ts';
import { ownDocumentsFrom } from '../../plan/from-documents.ts';
import type { FolderTold } from '../../report/folder-told.ts';
import { hashOf } from '../../system/digest.ts';
import { counted } from '../../text/say.ts';

/** A folder of documents: nothing is left open. */
export async function documentsIn(folder: Folder, cwd: string): Promise<Looking> {
  const found = await lookAtDocuments(folder);
  return {
    open: [],
    profile: () => describe(found),
    finish: async () => ({
      form: 'documents',
      is: `${folder.path}: documents`,
      data: ownDocumentsFrom(found, cwd),
      profile: describe(found),
    }),
  };
}

function describe(found: Documents): FolderTold {
  const { path, documents, bytes, formats, duplicates, left, passedOver, personal, warnings, headings } = found;
  return {
    form: 'documents',
    folder: { path, files: documents.length, bytes, sha256: hashOf(Buffer.from(listOf(found))) },
    found: {
      headings: counted(headings, 'heading'),
      languages: languagesOf(found),
      stemmer:
        found.stemmer === 'none'
          ? 'words are compared as they stand'
          : `endings are cut off as in ${named(found.stemmer)}`,
    },
    kinds: formats,
    equal: duplicates,
    leftOut: byReason(left),
    passedOver: byReason(passedOver),
    personal,
    warnings,
  };
}
