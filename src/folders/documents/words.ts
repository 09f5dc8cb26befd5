import type { DataName } from '../../answers/standard.ts';
import { counted, listed, thousands } from '../../text/say.ts';
import { readableSize } from '../../text/size.ts';
import type { Data } from '../../types.ts';
import { byReason } from '../folder.ts';
import { nameOf } from '../place.ts';
import { place } from './contract.ts';
import type { Documents } from './found.ts';
import { languagesOf } from './language.ts';

/** What prose says of the documents: `data.*` of `.hbs` files. */
export function wordsOf(found: Documents, ignored: boolean): Readonly<Record<DataName, Data>> {
  const { documents, formats, left, duplicates, warnings, bytes } = found;
  return {
    ...{ name: nameOf(found.path), file: nameOf(found.path), path: place, bytes: readableSize(bytes) },
    rows: thousands(documents.length),
    refused: '',
    duplicates: duplicates === 0 ? 'none' : `${counted(duplicates, 'document')}, left out`,
    ignored,
    ...{ target: '', positive: '', negative: '', share: '', split: '', features: '', kept: [], slices: [] },
    language: found.stemmer,
    columns: formats.map(({ name, files }) => ({ name, kind: 'format', role: 'format', seen: thousands(files) })),
    left: byReason(left).map(({ reason, files, first }) => ({
      name: listed(first, 3),
      why: files > 3 ? `${reason} (${thousands(files)} in all)` : reason,
    })),
    extent: `${counted(found.headings, 'heading')}; ${languagesOf(found)}`,
    warnings,
  };
}
