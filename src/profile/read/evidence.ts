import type { Dialect } from '../profile.ts';
import { Census } from './census.ts';
import { bufferOf, decoderOf } from './decode.ts';
import { empty } from './refusals.ts';

/** Texts from all over a file, each from the beginning of a line, the first from the beginning of the file. */
export interface Evidence {
  readonly encoding: Dialect['encoding'];
  readonly pieces: readonly string[];
}

/** A file up to this size is looked at as a whole; of a larger one, its head and blocks from all over it. */
const whole = 262_144;
const head = 65_536;
const block = 4_096;
const most = 32;

/** Looks at every byte once, for its encoding and for quotes, and keeps some text from all over the file. */
export async function evidenceOf(bytes: AsyncIterable<Uint8Array>): Promise<Evidence> {
  const blocks = new Blocks();
  const census = new Census();
  for await (const buffer of even(bytes)) {
    census.push(buffer);
    blocks.push(buffer);
  }
  if (blocks.size === 0) throw empty();
  const encoding = census.encoding(blocks.head);
  const text = textIn(encoding, blocks.head.subarray(0, 2));
  const first = text(blocks.head, true);
  if (blocks.size <= whole) return { encoding, pieces: [first] };
  const rest = blocks.blocks.map((one) => untilLineEnd(afterLineEnd(text(one, false))));
  return { encoding, pieces: [untilLineEnd(first.slice(0, head)), ...rest].filter((one) => one !== '') };
}

/** Makes texts of parts of a file. A character that was cut in two stands in a line that is left out. */
function textIn(encoding: Dialect['encoding'], mark: Buffer): (bytes: Buffer, first: boolean) => string {
  return (bytes, first) => {
    if (encoding === 'utf-8' || encoding === 'utf-8-sig')
      return bytes.subarray(first && encoding === 'utf-8-sig' ? 3 : 0).toString('utf8');
    const marked = encoding === 'utf-16' && !first ? Buffer.concat([mark, bytes]) : bytes;
    return decoderOf(encoding).push(marked);
  };
}

const untilLineEnd = (text: string): string =>
  text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
const afterLineEnd = (text: string): string => text.replace(/^[^\r\n]*(?:\r\n|\r|\n|$)/, '');

/** Pieces of one size, however a file is handed over, so that the same file always gives the same evidence. */
async function* even(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    const all = rest.length === 0 ? bufferOf(piece) : Buffer.concat([rest, piece]);
    let at = 0;
    for (; all.length - at >= head; at += head) yield all.subarray(at, at + head);
    rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at));
  }
  if (rest.length > 0) yield rest;
}

/** The head of a file, blocks at even distances after it, and some in which quotes or escapes turn up. */
class Blocks {
  size = 0;
  head: Buffer = Buffer.alloc(0);
  #spread: Buffer[] = [];
  #stride = 1;
  #pieces = 0;
  readonly #rare = new Map<string, Buffer[]>([
    ['"', []],
    ['\\"', []],
  ]);

  get blocks(): readonly Buffer[] {
    return [...this.#spread, ...[...this.#rare.values()].flat()];
  }

  push(bytes: Buffer): void {
    if (this.size < whole) this.head = Buffer.concat([this.head, bytes.subarray(0, whole - this.size)]);
    // Pieces are of any size: a block of each is taken, and of ever fewer.
    this.#piece(bytes);
    this.size += bytes.length;
  }

  #piece(bytes: Buffer): void {
    if (this.#pieces++ % this.#stride === 0) {
      this.#spread.push(Buffer.from(bytes.subarray(0, block)));
      if (this.#spread.length > most) {
        this.#spread = this.#spread.filter((_, i) => i % 2 === 0);
        this.#stride *= 2;
      }
    }
    if (!bytes.includes(0x22)) return;
    for (const [mark, found] of this.#rare) {
      const at = found.length < 2 ? bytes.indexOf(mark) : -1;
      if (at === -1) continue;
      const from = Math.max(0, at - block / 2) & ~1;
      found.push(Buffer.from(bytes.subarray(from, from + block)));
    }
  }
}
