/** How other things begin that are given or answered in the place of an archive. */
const others: readonly (readonly [begins: RegExp, is: string])[] = [
  [/^PK[\x03\x05]/, 'it is a zip file'],
  [/^\xfd7zXZ/, 'it is packed with xz'],
  [/^BZh/, 'it is packed with bzip2'],
  [/^\x28\xb5\x2f\xfd/, 'it is packed with zstd'],
  [/^7z\xbc\xaf/, 'it is a 7z file'],
  [/^[\s\S]{257}ustar/, 'it is a tar that is not packed with gzip'],
  [/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|head|body)/i, 'it is a web page (HTML)'],
  [/^version https:\/\/git-lfs/, 'it is kept by Git LFS, and was not fetched'],
  [/^(\xef\xbb\xbf)?\s*[{[]/, 'it is a text (JSON)'],
];

/** What something is that does not begin like a gzip file; nothing for what does. */
export function otherThanGzip(beginning: Uint8Array): string | undefined {
  if (beginning.length === 0) return 'it is empty';
  if (beginning[0] === 0x1f && (beginning.length === 1 || beginning[1] === 0x8b)) return undefined;
  const text = Buffer.from(beginning.subarray(0, 512)).toString('latin1');
  return others.find(([begins]) => begins.test(text))?.[1] ?? 'it is not a gzip file';
}
