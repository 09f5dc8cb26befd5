import { isAscii, isUtf8 } from 'node:buffer';
import type { Dialect } from '../profile.ts';
import { bufferOf, decoderOf, wholeUntil } from './decode.ts';
import { empty, mixedEncodings, noText } from './refusals.ts';

/** Texts from all over a file, each from the beginning of a line, the first from the beginning of the file. */
export interface Evidence {
  readonly encoding: Dialect['encoding'];
  readonly pieces: readonly string[];
  /** Whether the pieces are all of it. */
  readonly whole: boolean;
}

const head = 262_144;
const block = 8_192;
const most = 32;

/** Looks at every byte once, for its encoding, and keeps some from all over the file. */
export async function evidenceOf(bytes: AsyncIterable<Uint8Array>): Promise<Evidence> {
  const kept = new Blocks();
  const census = new Census();
  for await (const piece of bytes) {
    const buffer = bufferOf(piece);
    census.push(buffer);
    kept.push(buffer);
  }
  if (kept.size === 0) throw empty();
  const encoding = census.encoding(kept.head);
  const text = (of: Buffer): string => {
    const decoder = decoderOf(encoding);
    return decoder.push(of) ?? '';
  };
  const first = text(kept.head);
  if (kept.size <= head) return { encoding, pieces: [first], whole: true };
  const lines = (of: string): string => of.slice(0, Math.max(of.lastIndexOf('\n'), of.lastIndexOf('\r')) + 1);
  // A character that was cut off at the beginning of a block is no evidence, nor is the line that it stands in.
  const blocks = encoding.startsWith('utf-16')
    ? []
    : kept.blocks.map((one) =>
        lines(one.toString(encoding === 'cp1252' ? 'latin1' : 'utf8').replace(/^[^\r\n]*[\r\n]+/, '')),
      );
  return { encoding, pieces: [lines(first), ...blocks.filter((one) => one !== '')], whole: false };
}

/** The head of a file, and blocks at even distances after it. */
class Blocks {
  size = 0;
  head: Buffer = Buffer.alloc(0);
  blocks: Buffer[] = [];
  #stride = 1;
  #count = 0;

  push(bytes: Buffer): void {
    if (this.head.length < head) this.head = Buffer.concat([this.head, bytes.subarray(0, head - this.head.length)]);
    else if (this.#count++ % this.#stride === 0) {
      this.blocks.push(Buffer.from(bytes.subarray(0, block)));
      if (this.blocks.length > most) {
        this.blocks = this.blocks.filter((_, i) => i % 2 === 0);
        this.#stride *= 2;
      }
    }
    this.size += bytes.length;
  }
}

/** Which encoding all of the bytes are in. */
class Census {
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  #valid = 0;
  #invalid = 0;
  #badLine = 0;
  #undefined = 0;

  push(bytes: Buffer): void {
    if (this.#rest.length === 0 && this.#invalid === 0 && isAscii(bytes)) return;
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const whole = wholeUntil(all);
    this.#rest = Buffer.from(all.subarray(whole));
    this.#count(all.subarray(0, whole));
  }

  #count(bytes: Buffer): void {
    if (isUtf8(bytes)) {
      if (!isAscii(bytes)) this.#valid++;
      return;
    }
    this.#invalid++;
    this.#badLine = this.#line;
    this.#undefined = 0;
  }

  encoding(start: Buffer): Dialect['encoding'] {
    if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return 'utf-16';
    if (this.#rest.length > 0) this.#count(this.#rest);
    if (this.#invalid === 0) return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 'utf-8-sig' : 'utf-8';
    if (this.#undefined) throw noText(this.#badLine);
    if (this.#valid > this.#invalid) throw mixedEncodings(this.#badLine);
    return 'cp1252';
  }
}
