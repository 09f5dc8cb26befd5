import { hash } from 'node:crypto';
import path from 'node:path';
import { contractOf, listFile, listOf } from '../folders/images/contract.ts';
import type { Images } from '../folders/images/found.ts';
import { wordsOf } from '../folders/images/words.ts';
import { isCopied, isIgnored } from '../folders/place.ts';
import { copiesOf } from './copies.ts';
import type { OwnData } from './own-data.ts';

/** Where a project has the images, when it has them itself. */
const place = 'data/raw/images';

/** What a folder of images adds to a plan: the images where they are not too many, their list, the contract and all that prose says. */
export function ownImagesFrom(found: Images, flags: OwnData['flags'], cwd: string): OwnData {
  const { images } = found;
  const { data: typed = found.path, 'leave-out': leaveOut, ...said } = Object.fromEntries(flags);
  const root = path.resolve(cwd, found.path);
  const copied = isCopied(
    images.map((one) => one.path),
    found.bytes,
  );
  const where = copied ? place : root.replaceAll('\\', '/');
  const list = listOf(found);
  const sha256 = hash('sha256', list);
  const from = [found.path];
  return {
    files: [
      ...(copied ? copiesOf(cwd, found.path, place, images) : []),
      { path: listFile, content: list, from },
      { path: 'data/contract.toml', content: contractOf(found, where, sha256), from },
    ],
    words: wordsOf(found, where, isIgnored(found.personal, found.bytes, copied)),
    flags,
    record: {
      ...{ path: typed, sha256: `sha256:${sha256}`, ...said },
      ...(leaveOut === undefined ? {} : { leaveOut: leaveOut.split(',') }),
    },
  };
}
