import { hashOf } from '../system/digest.ts';
import { textOf } from '../template/sentinel.ts';
import type { DataObject } from '../types.ts';

/** The version of its form. Records of release 0.1 had neither this nor `files`, and are read as well. */
export const recordSchema = 1;

/** What was written, by path: the digest of each file. */
export type Digests = Readonly<Record<string, string>>;

/** The record as it is written, once everything else is: by then it is known what each file holds. */
export function recordText(record: DataObject, digests: Digests): string {
  const paths = Object.keys(digests).toSorted((a, b) => (a < b ? -1 : 1));
  const files = Object.fromEntries(paths.map((path) => [path, digests[path] ?? '']));
  return `${JSON.stringify({ ...record, files }, null, 2)}\n`;
}

/** As long as any digest, to know the size of a record before there is one. */
export const anyDigest = hashOf(new Uint8Array());

const marks = /(<!-- ([a-z][a-z-]*):start -->)[\s\S]*?(<!-- \2:end -->)/g;
const mark = Buffer.from(':start -->');

/**
 * How a file of a project is known again. What the project's own pipeline writes between its marks
 * (`<!-- result:start -->` and `<!-- result:end -->`) is no change of the owner's, and does not count.
 */
export function digestOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = bytes.includes(mark) ? textOf(content) : undefined;
  return hashOf(text === undefined ? content : Buffer.from(text.replace(marks, '$1$3')));
}
