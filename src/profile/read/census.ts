import { isAscii, isUtf8 } from 'node:buffer';
import type { Dialect } from '../profile.ts';
import { wholeUntil } from './decode.ts';

/** How many characters of a file are UTF-8 beyond ASCII, and how many bytes are not. */
export class Census {
  #rest: Buffer = Buffer.alloc(0);
  #valid = 0;
  #invalid = 0;

  push(bytes: Buffer): void {
    if (this.#rest.length > 0 || !isAscii(bytes)) {
      const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
      const end = wholeUntil(all);
      this.#rest = Buffer.from(all.subarray(end));
      this.#count(all.subarray(0, end));
    }
  }

  #count(bytes: Buffer): void {
    if (isUtf8(bytes)) {
      if (!isAscii(bytes)) this.#valid++;
      return;
    }
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (byte >= 0xc2 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
        this.#valid++;
        at += length - 1;
        continue;
      }
      this.#invalid++;
    }
  }

  /** The encoding of all of it, by its beginning and by what was counted. */
  encoding(start: Buffer): Dialect['encoding'] {
    const marked = start.subarray(0, 3).toString('latin1');
    if (marked.startsWith('\xff\xfe') || marked.startsWith('\xfe\xff')) return 'utf-16';
    const unmarked = unmarkedIn(start);
    if (unmarked) return unmarked;
    if (this.#rest.length > 0) this.#count(this.#rest);
    if (this.#invalid === 0) return marked === '\xef\xbb\xbf' ? 'utf-8-sig' : 'utf-8';
    // A few bytes of Windows-1252 may look like UTF-8 by chance. What is mixed is refused where its rows are read.
    return this.#valid * 20 > this.#invalid ? 'utf-8' : 'cp1252';
  }
}

/** UTF-16 without a mark: of its ASCII, as line ends are, every second byte is zero, which no other text has. */
function unmarkedIn(start: Buffer): 'utf-16-le' | 'utf-16-be' | undefined {
  const zeros = [0, 0];
  for (let at = start.indexOf(0); at !== -1; at = start.indexOf(0, at + 1)) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const [few, many] = even < odd ? [even, odd] : [odd, even];
  // Some characters have a zero on the other side.
  if (many * 10 < start.length / 2 || few * 20 > many) return undefined;
  return even < odd ? 'utf-16-le' : 'utf-16-be';
}
