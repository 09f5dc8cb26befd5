import { deflateSync } from 'node:zlib';

/** Files of images as small as they can be, whose bytes say what a test needs. */

const crcs = Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** A chunk of a PNG. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcs[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A PNG of one tone with a square in it: other numbers are other pictures. */
export function png(tone: number, width = 40, height = 36, grey = false): Buffer {
  const channels = grey ? 1 : 3;
  const rows = Buffer.alloc(height * (1 + width * channels), tone % 200);
  for (let y = 0; y < height; y += 1) {
    rows[y * (1 + width * channels)] = 0;
    const at = y * (1 + width * channels) + 1 + ((tone * 7) % (width - 8)) * channels;
    if (y > tone % 9 && y < height / 2) rows.fill(200 + (tone % 55), at, at + 8 * channels);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, grey ? 0 : 2, 0, 0, 0], 8);
  const magic = Buffer.from('89504e470d0a1a0a', 'hex');
  const tag = chunk('tEXt', Buffer.from(`n\0${tone}`, 'latin1'));
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    tag,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Exif of one tag. */
export const exif = (tag: number): Buffer => {
  const table = Buffer.alloc(26);
  table.write('II*\0', 'latin1');
  table.writeUInt32LE(8, 4);
  table.writeUInt16LE(1, 8);
  table.writeUInt16LE(tag, 10);
  table.writeUInt16LE(4, 12);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), table]);
};

/** A segment of a JPEG. */
export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The segments of a JPEG around no picture worth the name. */
export function jpeg({ width = 40, height = 30, grey = false, gps = false, end = true } = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, grey ? 1 : 3]);
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe1, exif(gps ? 0x8825 : 0x010f)),
    // A small picture within the head ends as well, and ends nothing.
    segment(0xe2, Buffer.from('ffd8ffd9', 'hex')),
    segment(0xc0, frame),
    segment(0xda, Buffer.alloc(6)),
    Buffer.from('12345678ff00', 'hex'),
    ...(end ? [Buffer.from('ffd9', 'hex')] : []),
  ]);
}
