import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeader } from '../../src/folders/images/header.ts';
import { jpeg, png } from '../support/image-files.ts';

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
const tiff = Buffer.alloc(8 + 2 + 4 * 12);
tiff.write('II*\0', 'latin1');
tiff.writeUInt32LE(8, 4);
tiff.writeUInt16LE(4, 8);
[
  [256, 70],
  [257, 50],
  [262, 1],
  [277, 1],
].forEach(([tag = 0, value = 0], at) => {
  tiff.writeUInt16LE(tag, 10 + 12 * at);
  tiff.writeUInt16LE(3, 12 + 12 * at);
  tiff.writeUInt16LE(value, 18 + 12 * at);
});

test.each<[string, Uint8Array, object]>([
  ['PNG', png(1), { format: 'PNG', width: 40, height: 36, grey: false, place: false }],
  ['PNG in grey', png(1, 20, 18, true), { format: 'PNG', width: 20, height: 18, grey: true }],
  ['JPEG', jpeg(), { format: 'JPEG', width: 40, height: 30, grey: false, place: false }],
  ['JPEG in grey', jpeg({ grey: true }), { grey: true }],
  ['JPEG that says where it was taken', jpeg({ gps: true }), { place: true }],
  ['JPEG with more after its end', Buffer.concat([jpeg(), Buffer.alloc(400)]), { format: 'JPEG' }],
  ['GIF', gif, { format: 'GIF', width: 20, height: 17 }],
  ['BMP from the top', bmp, { format: 'BMP', width: 33, height: 21 }],
  ['WebP', lossy, { format: 'WebP', width: 64, height: 48 }],
  ['TIFF', tiff, { format: 'TIFF', width: 70, height: 50, grey: true }],
  ['nothing', Buffer.alloc(0), { fault: 'it is empty' }],
  ['a text', Buffer.from('hello'), { fault: 'it is not an image' }],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { fault: 'it is not an image' }],
  ['a page that says that nothing is there', Buffer.from('<html>404'), { fault: 'it is not an image' }],
  ['half a PNG', png(1).subarray(0, 80), { fault: 'it is cut off' }],
  ['a PNG without its last chunk', png(1).subarray(0, -12), { fault: 'it is cut off' }],
  ['a JPEG without its end', jpeg({ end: false }), { fault: 'it is cut off' }],
  ['a JPEG that stops in its head', jpeg().subarray(0, 30), { fault: 'it is cut off' }],
  ['a WebP that is shorter than it says', lossy.subarray(0, 20), { fault: 'it is cut off' }],
  ['a PNG without pixels', png(1, 0 + 9, 9).fill(0, 16, 24), { fault: 'it has no pixels' }],
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
