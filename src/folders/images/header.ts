/** What the bytes of an image file say before any picture is unpacked. */
export interface Header {
  readonly format: 'PNG' | 'JPEG' | 'WebP' | 'GIF' | 'BMP' | 'TIFF';
  readonly width: number;
  readonly height: number;
  /** Whether it has no colours, as far as the header tells. */
  readonly grey: boolean;
  /** Whether a camera has written where it was. */
  readonly place: boolean;
}

/** What is read, or why it cannot be an image. */
export type Seen = Header | { readonly fault: string };

const cut = { fault: 'it is cut off' };
const none = { fault: 'it is not an image' };

/** Reads a file's own header; its name tells nothing. */
export function readHeader(bytes: Uint8Array): Seen {
  if (bytes.length === 0) return { fault: 'it is empty' };
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = view.subarray(0, 16).toString('latin1');
  const reader = readers.find(([magic]) => magic.test(start))?.[1];
  if (!reader) return none;
  try {
    const seen = reader(view);
    return 'width' in seen && (seen.width === 0 || seen.height === 0) ? { fault: 'it has no pixels' } : seen;
  } catch (error) {
    // Buffer refuses what would be read beyond the end.
    if (error instanceof RangeError) return cut;
    throw error;
  }
}

const readers: readonly (readonly [magic: RegExp, read: (view: Buffer) => Seen])[] = [
  [/^\x89PNG\r\n\x1a\n/, png],
  [/^\xff\xd8\xff/, jpeg],
  [/^GIF8[79]a/, gif],
  [/^RIFF[\s\S]{4}WEBP/, webp],
  [/^BM/, bmp],
  [/^(?:II\*\0|MM\0\*)/, tiff],
];

/** Whole where its last chunk is there; grey by its colour type. */
function png(view: Buffer): Seen {
  const colour = view.readUInt8(25);
  let place = false;
  for (let at = 8; ; ) {
    const length = view.readUInt32BE(at);
    const type = view.toString('latin1', at + 4, at + 8);
    if (type === 'eXIf') place = hasPlace(view.subarray(at + 8, at + 8 + length));
    if (type === 'IEND') break;
    at += 12 + length;
  }
  return {
    format: 'PNG',
    width: view.readUInt32BE(16),
    height: view.readUInt32BE(20),
    grey: colour === 0 || colour === 4,
    place,
  };
}

/** Segments up to the picture; whole where its end marker follows, which the picture itself cannot hold. */
function jpeg(view: Buffer): Seen {
  let size: Pick<Header, 'width' | 'height' | 'grey'> | undefined;
  let place = false;
  for (let at = 2; ; ) {
    while (view.readUInt8(at) === 0xff && view.readUInt8(at + 1) === 0xff) at += 1;
    if (view.readUInt8(at) !== 0xff) return cut;
    const marker = view.readUInt8(at + 1);
    if (marker === 0xda) {
      if (!size || view.indexOf('ffd9', at, 'hex') < 0) return cut;
      return { format: 'JPEG', ...size, place };
    }
    const length = view.readUInt16BE(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      size = {
        height: view.readUInt16BE(at + 5),
        width: view.readUInt16BE(at + 7),
        grey: view.readUInt8(at + 9) === 1,
      };
    if (marker === 0xe1 && view.toString('latin1', at + 4, at + 8) === 'Exif')
      place ||= hasPlace(view.subarray(at + 10, at + 2 + length));
    at += 2 + length;
  }
}

/** The size of the first frame; what follows it may be cut, and only what follows. */
function gif(view: Buffer): Seen {
  if (view.length < 800 && view.at(-1) !== 0x3b) return cut;
  return { format: 'GIF', width: view.readUInt16LE(6), height: view.readUInt16LE(8), grey: false, place: false };
}

function webp(view: Buffer): Seen {
  if (view.readUInt32LE(4) + 8 > view.length + 1) return cut;
  const kind = view.toString('latin1', 12, 16);
  const size =
    kind === 'VP8X'
      ? [view.readUIntLE(24, 3) + 1, view.readUIntLE(27, 3) + 1]
      : kind === 'VP8L'
        ? [(view.readUInt32LE(21) & 0x3fff) + 1, ((view.readUInt32LE(21) >> 14) & 0x3fff) + 1]
        : [view.readUInt16LE(26) & 0x3fff, view.readUInt16LE(28) & 0x3fff];
  const exif = view.indexOf('EXIF', 12, 'latin1');
  const place = kind === 'VP8X' && exif > 0 && hasPlace(view.subarray(exif + 8));
  return { format: 'WebP', width: size[0] ?? 0, height: size[1] ?? 0, grey: false, place };
}

function bmp(view: Buffer): Seen {
  if (view.readUInt32LE(10) >= view.length) return cut;
  const isOld = view.readUInt32LE(14) === 12;
  const [width, height] = isOld
    ? [view.readUInt16LE(18), view.readUInt16LE(20)]
    : [view.readInt32LE(18), view.readInt32LE(22)];
  return { format: 'BMP', width: Math.abs(width), height: Math.abs(height), grey: false, place: false };
}

function tiff(view: Buffer): Seen {
  const tags = tagsOf(view);
  const [width = 0, height = 0] = [tags.get(256), tags.get(257)];
  const channels = tags.get(277) ?? 1;
  return { format: 'TIFF', width, height, grey: channels === 1 && (tags.get(262) ?? 3) < 2, place: tags.has(0x8825) };
}

/** Whether Exif has a table of where the camera was. */
function hasPlace(exif: Buffer): boolean {
  try {
    const view = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
    return tagsOf(view).has(0x8825);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The first table of a TIFF: numbers by tag. */
function tagsOf(view: Buffer): ReadonlyMap<number, number> {
  const little = view.readUInt8(0) === 0x49;
  const two = (at: number): number => (little ? view.readUInt16LE(at) : view.readUInt16BE(at));
  const four = (at: number): number => (little ? view.readUInt32LE(at) : view.readUInt32BE(at));
  const table = four(4);
  const entries = Array.from({ length: two(table) }, (_, index) => table + 2 + 12 * index);
  return new Map(entries.map((at) => [two(at), two(at + 2) === 3 ? two(at + 8) : four(at + 8)]));
}
