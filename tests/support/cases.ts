import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Dialect } from '../../src/profile/profile.ts';

/** A file, how it is written, and what is read of it, by TypeScript and by Python alike. */
export interface Case {
  readonly name: string;
  readonly text: string;
  /** What the text is written in; UTF-8 where that is not said. */
  readonly encoding?: 'utf-8-sig' | 'utf-16-le-bom' | 'utf-16-be-bom' | 'utf-16-le' | 'cp1252';
  /** What is not as in any plain file. */
  readonly dialect?: Partial<Dialect>;
  /** Whether the dialect is recognised as well; said where it is not. */
  readonly recognised?: false;
  readonly names?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
  readonly refused?: readonly (readonly [line: number, reason: string])[];
  /** Why the whole file is refused. */
  readonly error?: string;
}

export const casesFile = path.resolve(import.meta.dirname, '../fixtures/dialects/cases.json');

export const cases: readonly Case[] = JSON.parse(readFileSync(casesFile, 'utf8'));

const plain: Dialect = {
  ...plainCsv,
  missing: ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'None', '?', '-', '--'],
};

export const dialectOf = ({ dialect }: Case): Dialect => ({ ...plain, ...dialect });

/** Windows-1252 beyond Latin-1, as far as the cases need it. */
const high: Readonly<Record<string, number>> = { '€': 0x80, '“': 0x93, '”': 0x94 };

/** What the file holds, unpacked. */
export function bytesOf({ text, encoding }: Case): Buffer {
  switch (encoding) {
    case 'utf-8-sig':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16-le-bom':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16-be-bom':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'utf-16-le':
      return Buffer.from(text, 'utf16le');
    case 'cp1252':
      return Buffer.from([...text].map((is) => high[is] ?? is.charCodeAt(0)));
    default:
      return Buffer.from(text);
  }
}

/** Bytes in pieces of a size, as a file gives them. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
