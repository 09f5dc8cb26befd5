import { hash } from 'node:crypto';
import { contractOf, listFile, listOf, place } from '../folders/documents/contract.ts';
import type { Documents } from '../folders/documents/found.ts';
import { wordsOf } from '../folders/documents/words.ts';
import { isIgnored } from '../folders/place.ts';
import { copiesOf } from './copies.ts';
import type { OwnData } from './own-data.ts';

/** What a folder of documents adds to a plan: the documents, their list, the contract and all that prose says. */
export function ownDocumentsFrom(found: Documents, cwd: string): OwnData {
  const list = listOf(found);
  const sha256 = hash('sha256', list);
  const from = [found.path];
  return {
    files: [
      ...copiesOf(cwd, found.path, place, found.documents),
      { path: listFile, content: list, from },
      { path: 'data/contract.toml', content: contractOf(found, sha256), from },
    ],
    words: wordsOf(found, isIgnored(found.personal, found.bytes, true)),
    flags: [['data', found.path]],
    record: { path: found.path, sha256: `sha256:${sha256}` },
  };
}
