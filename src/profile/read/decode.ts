import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Dialect } from '../profile.ts';

/** Turns bytes into text, a piece at a time. */
export interface Decoder {
  /** The text of a piece, up to the first character that is not in the encoding. */
  push(bytes: Uint8Array): string;
  end(): string;
  /** Whether there was such a character. Nothing is to be pushed after it. */
  readonly faulty: boolean;
}

export function decoderOf(encoding: Dialect['encoding']): Decoder {
  if (encoding === 'cp1252') return new Cp1252();
  if (encoding === 'utf-8' || encoding === 'utf-8-sig') return new Utf8(encoding === 'utf-8-sig');
  return new Utf16(encoding);
}

export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

class Utf8 implements Decoder {
  faulty = false;
  #rest: Buffer = Buffer.alloc(0);
  #mark: boolean;

  constructor(mark: boolean) {
    this.#mark = mark;
  }

  push(bytes: Uint8Array): string {
    let all = this.#rest.length === 0 ? bufferOf(bytes) : Buffer.concat([this.#rest, bytes]);
    if (this.#mark && all.length >= 3) {
      all = all.subarray(3);
      this.#mark = false;
    } else if (this.#mark) {
      this.#rest = Buffer.from(all);
      return '';
    }
    if (isAscii(all)) {
      this.#rest = Buffer.alloc(0);
      return all.toString('latin1');
    }
    const whole = wholeUntil(all);
    this.#rest = Buffer.from(all.subarray(whole));
    all = all.subarray(0, whole);
    const text = all.toString('utf8');
    this.faulty = !isUtf8(all);
    return this.faulty ? text.slice(0, text.indexOf('\ufffd')) : text;
  }

  end(): string {
    this.faulty = this.#rest.length > 0 && !this.#mark;
    return '';
  }
}

/** Where the last character begins that may go on in the next piece. */
export function wholeUntil(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

class Utf16 implements Decoder {
  faulty = false;
  #decoder: TextDecoder | undefined;
  readonly #encoding: string;
  #first: Buffer = Buffer.alloc(0);

  constructor(encoding: Dialect['encoding']) {
    this.#encoding = encoding;
  }

  push(bytes: Uint8Array): string {
    let all = bytes;
    if (!this.#decoder) {
      this.#first = Buffer.concat([this.#first, bytes]);
      if (this.#first.length < 2) return '';
      const big = this.#encoding === 'utf-16-be' || (this.#encoding === 'utf-16' && this.#first[0] === 0xfe);
      this.#decoder = new TextDecoder(big ? 'utf-16be' : 'utf-16le', { fatal: true, ignoreBOM: true });
      all = this.#encoding === 'utf-16' ? this.#first.subarray(2) : this.#first;
    }
    return this.#decode(all);
  }

  end(): string {
    return this.#decode(undefined);
  }

  #decode(bytes: Uint8Array | undefined): string {
    try {
      return this.#decoder?.decode(bytes, { stream: bytes !== undefined }) ?? '';
    } catch {
      this.faulty = true;
      return '';
    }
  }
}

/** What Windows-1252 has where Latin-1 has controls; what it does not have is no text. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const undefinedInIt = /[\u0081\u008d\u008f\u0090\u009d]/;

class Cp1252 implements Decoder {
  faulty = false;

  push(bytes: Uint8Array): string {
    const all = bufferOf(bytes);
    const text = all.toString('latin1');
    if (isAscii(all)) return text;
    const fault = text.search(undefinedInIt);
    this.faulty = fault !== -1;
    const good = this.faulty ? text.slice(0, fault) : text;
    return good.replace(/[\u0080-\u009f]/g, (is) => high.charAt(is.charCodeAt(0) - 0x80));
  }

  end(): string {
    return '';
  }
}
