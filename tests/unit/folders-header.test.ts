import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeader } from '../../src/folders/images/header.ts';
import { chunk, exif, jpeg, png, segment } from '../support/image-files.ts';

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([20, 0, 17, 0, 0, 0, 0]), Buffer.from(';')]);
const bmp = Buffer.alloc(60);
bmp.write('BM');
bmp.writeUInt32LE(54, 10);
bmp.writeUInt32LE(40, 14);
bmp.writeInt32LE(33, 18);
bmp.writeInt32LE(-21, 22);
const lossy = Buffer.alloc(30);
lossy.write('RIFF\u0016\0\0\0WEBPVP8 ', 'latin1');
lossy.writeUInt16LE(64, 26);
lossy.writeUInt16LE(48, 28);
/** A TIFF of one table, in either order of bytes, with numbers of two bytes or of four. */
function tiff(tags: Readonly<Record<number, number>>, isLittle = true, isLong = false): Buffer {
  const entries = Object.entries(tags);
  const bytes = Buffer.alloc(8 + 2 + 12 * entries.length);
  const two = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const four = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(isLittle ? 'II*\0' : 'MM\0*', 'latin1');
  four(8, 4);
  two(entries.length, 8);
  for (const [at, [tag, value]] of entries.entries()) {
    two(Number(tag), 10 + 12 * at);
    two(isLong ? 4 : 3, 12 + 12 * at);
    four(1, 14 + 12 * at);
    (isLong ? four : two)(value, 18 + 12 * at);
  }
  return bytes;
}
const sized = { 256: 70, 257: 50, 262: 1, 277: 1 };
const place = 0x8825;

/** A WebP of one chunk more than its first. */
function webp(kind: string, head: readonly number[], more: Buffer = Buffer.alloc(0)): Buffer {
  const first = Buffer.from([...Buffer.from(kind), 10, 0, 0, 0, ...head]);
  const bytes = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), first, more]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}
const extended = [0x08, 0, 0, 0, 0x8f, 0x01, 0, 0x2b, 0x01, 0];
const placed = (tag: number): Buffer => Buffer.concat([Buffer.from('EXIF\x20\0\0\0', 'latin1'), exif(tag)]);

const old = Buffer.alloc(30);
old.write('BM');
old.writeUInt32LE(26, 10);
old.writeUInt32LE(12, 14);
old.writeUInt16LE(33, 18);
old.writeUInt16LE(21, 20);

/** A PNG with a chunk more behind its head, and one of another colour type. */
const pngWith = (tag: number): Buffer => {
  const bytes = png(1);
  return Buffer.concat([bytes.subarray(0, 33), chunk('eXIf', exif(tag)), bytes.subarray(33)]);
};
const coloured = (type: number): Buffer => {
  const bytes = png(1);
  bytes.writeUInt8(type, 25);
  return bytes;
};
/** A JPEG whose tables come behind its size: their first bytes are no size. */
const withTables = (): Buffer => {
  const bytes = jpeg();
  const at = bytes.indexOf('ffda', 0, 'hex');
  return Buffer.concat([bytes.subarray(0, at), segment(0xc4, Buffer.alloc(20, 1)), bytes.subarray(at)]);
};

test.each<[string, Uint8Array, object]>([
  ['PNG', png(1), { format: 'PNG', width: 40, height: 36, grey: false, place: false }],
  ['PNG in grey', png(1, 20, 18, true), { format: 'PNG', width: 20, height: 18, grey: true }],
  ['JPEG', jpeg(), { format: 'JPEG', width: 40, height: 30, grey: false, place: false }],
  ['JPEG in grey', jpeg({ grey: true }), { grey: true }],
  ['JPEG that says where it was taken', jpeg({ gps: true }), { place: true }],
  ['JPEG with more after its end', Buffer.concat([jpeg(), Buffer.alloc(400)]), { format: 'JPEG' }],
  ['JPEG with tables behind its size', withTables(), { width: 40, height: 30, grey: false }],
  ['PNG that says where it was taken', pngWith(place), { width: 40, height: 36, place: true }],
  ['PNG that says which camera took it', pngWith(0x010f), { place: false }],
  ['PNG in grey that is clear in parts', coloured(4), { grey: true }],
  ['PNG in colours of a list', coloured(3), { grey: false }],
  ['PNG in colours that is clear in parts', coloured(6), { grey: false }],
  ['GIF', gif, { format: 'GIF', width: 20, height: 17 }],
  ['BMP from the top', bmp, { format: 'BMP', width: 33, height: 21 }],
  ['BMP of an old kind', old, { format: 'BMP', width: 33, height: 21 }],
  ['WebP with a head of its own', webp('VP8X', extended), { width: 400, height: 300, place: false }],
  ['WebP that says where it was taken', webp('VP8X', extended, placed(place)), { width: 400, place: true }],
  ['WebP that says which camera took it', webp('VP8X', extended, placed(0x010f)), { place: false }],
  ['WebP without loss', webp('VP8L', [0x2f, 0x8f, 0xc1, 0x4a, 0, 0, 0, 0, 0, 0]), { width: 400, height: 300 }],
  ['WebP', lossy, { format: 'WebP', width: 64, height: 48 }],
  ['TIFF', tiff(sized), { format: 'TIFF', width: 70, height: 50, grey: true, place: false }],
  ['TIFF with its upper bytes first', tiff(sized, false), { format: 'TIFF', width: 70, height: 50, grey: true }],
  ['TIFF of large numbers', tiff({ ...sized, 256: 70_000 }, true, true), { width: 70_000, height: 50 }],
  ['TIFF of large numbers, upper bytes first', tiff({ ...sized, 256: 70_000 }, false, true), { width: 70_000 }],
  ['TIFF in colours', tiff({ ...sized, 262: 2, 277: 3 }), { grey: false }],
  ['TIFF in colours of a list', tiff({ ...sized, 262: 3 }), { grey: false }],
  ['TIFF that says where it was taken', tiff({ ...sized, [place]: 8 }), { place: true }],
  ['a GIF that is cut off', gif.subarray(0, -1), { fault: 'it is cut off' }],
  ['nothing', Buffer.alloc(0), { fault: 'it is empty' }],
  ['a text', Buffer.from('hello'), { fault: 'it is not an image' }],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { fault: 'it is not an image' }],
  ['a page that says that nothing is there', Buffer.from('<html>404'), { fault: 'it is not an image' }],
  ['half a PNG', png(1).subarray(0, 80), { fault: 'it is cut off' }],
  ['a PNG without its last chunk', png(1).subarray(0, -12), { fault: 'it is cut off' }],
  ['a JPEG without its end', jpeg({ end: false }), { fault: 'it is cut off' }],
  ['a JPEG that stops in its head', jpeg().subarray(0, 30), { fault: 'it is cut off' }],
  ['a WebP that is shorter than it says', lossy.subarray(0, 20), { fault: 'it is cut off' }],
  ['a PNG without pixels', png(1, 9, 9).fill(0, 16, 24), { fault: 'it has no pixels' }],
])('%s', (_, bytes, expected) => {
  expect(readHeader(bytes)).toMatchObject(expected);
});

test('of whatever bytes something is said', () => {
  const magic = fc.constantFrom('89504e470d0a1a0a', 'ffd8ff', '474946383961', '424d', '49492a00', '4d4d002a', '');
  fc.assert(
    fc.property(magic, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const seen = readHeader(Buffer.concat([Buffer.from(start, 'hex'), rest]));
      expect('fault' in seen || (seen.width > 0 && seen.height > 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('of a file that is cut anywhere nothing is believed', () => {
  for (const whole of [png(3), jpeg()])
    for (let at = 0; at < whole.length - 12; at += 1) expect(readHeader(whole.subarray(0, at))).toHaveProperty('fault');
});
