import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openData } from '../../src/sources/data-file.ts';
import { hashOf } from '../../src/system/digest.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'data-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = async (file: { bytes: () => AsyncIterable<Uint8Array> }): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of file.bytes()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};

const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};

/** Longer than one piece, so that something can happen between two. */
const long = 'a,b\n'.repeat(50_000);

test('a file is read as often as one likes, and known by its size and digest', async () => {
  const file = openData(written('plain.csv', long), folder);
  expect([file.size, file.compression]).toEqual([long.length, '']);
  expect(() => file.sha256()).toThrow('has not been read');
  expect((await bytesOf(file)).toString()).toBe(long);
  expect((await bytesOf(file)).toString()).toBe(long);
  expect(file.sha256()).toBe(hashOf(Buffer.from(long)));
});

test('what is packed with gzip is unpacked, and known by the digest of the packed file', async () => {
  const packed = gzipSync(long);
  const file = openData(written('packed.csv', Buffer.concat([packed, gzipSync('c,d\n')])), folder);
  expect(file.compression).toBe('gzip');
  expect((await bytesOf(file)).toString()).toBe(`${long}c,d\n`);
  expect(file.sha256()).toBe(hashOf(Buffer.concat([packed, gzipSync('c,d\n')])));
});

test.each([
  ['is cut off', gzipSync(long).subarray(0, 120)],
  ['is damaged', gzipSync(long).map((byte, i, { length }) => (i === length - 8 ? byte ^ 255 : byte))],
])('gzip that %s is called so', async (said, bytes) => {
  await expect(bytesOf(openData(written('bad.csv.gz', bytes), folder))).rejects.toThrow(said);
});

test.each([
  ['an Excel workbook', 'PK\x03\x04....[Content_Types].xml'],
  ['an old Excel workbook', '\xd0\xcf\x11\xe0\xa1\xb1'],
  ['an OpenDocument file', `PK\x03\x04${'.'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument`],
  ['a zip file', 'PK\x03\x04....rows.csv'],
  ['a picture', '\x89PNG\r\n'],
  ['a picture', '\xff\xd8\xff\xe0'],
  ['a PDF', '%PDF-1.7'],
  ['packed with zstd', '\x28\xb5\x2f\xfd'],
  ['a Parquet file', 'PAR1'],
  ['an SQLite database', 'SQLite format 3\0'],
  ['a web page', '\n<!DOCTYPE html>'],
  ['kept by Git LFS', 'version https://git-lfs.github.com/spec/v1\n'],
])('%s is refused by name', (said, beginning) => {
  const name = written('other.csv', Buffer.from(beginning, 'latin1'));
  expect(() => openData(name, folder)).toThrow(`other.csv is ${said}`);
});

test.each(['BMI,age\n', 'PKID,x\n', 'II,MM\n', 'Rare,x\n', '%PD,x\n', '<b>,x\n', '{"a":1}\n', '[{"a":1}]', ''])(
  'a table that begins with %j is none of them',
  (beginning) => {
    expect(openData(written('table.csv', beginning), folder).size).toBe(beginning.length);
  },
);

describe.skipIf(process.platform === 'win32')('what is no file is refused', () => {
  test.each([
    ['it is a folder', () => mkdirSync(path.join(folder, 'x'))],
    ['it is a FIFO', () => execFileSync('mkfifo', [path.join(folder, 'x')])],
    ['it is not there', () => undefined],
  ])('%s', (said, make) => {
    rmSync(path.join(folder, 'x'), { recursive: true, force: true });
    make();
    expect(() => openData('x', folder)).toThrow(`cannot be read from x: ${said}`);
  });

  test('it is a device', () => {
    expect(() => openData('/dev/null', folder)).toThrow('it is a device');
  });

  test('it is a socket', async () => {
    const server = createServer().listen(path.join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(() => openData('socket', folder)).toThrow('it is a socket');
    server.close();
  });

  test.skipIf(process.getuid?.() === 0)('nobody may read it', () => {
    const name = written('closed.csv', 'a,b\n');
    chmodSync(path.join(folder, name), 0);
    expect(() => openData(name, folder)).toThrow('permission denied');
  });
});

test.each(['https://example.com/x.csv', 's3://bucket/x.csv', 'file:///x.csv'])('an address is none: %s', (named) => {
  expect(() => openData(named, folder)).toThrow('is an address, not a file');
});

/** Of what happens to a file after its first piece has been read. */
const meanwhile: readonly (readonly [does: string, act: (file: string) => void])[] = [
  ['grows', (file) => appendFileSync(file, 'c,d\n')],
  ['shrinks', (file) => truncateSync(file, 70_000)],
  ['is emptied', (file) => truncateSync(file, 0)],
  ['holds something else', (file) => writeFileSync(file, long.replaceAll('a', 'z'))],
  [
    'is another file',
    (file) => {
      rmSync(file);
      writeFileSync(file, long.replaceAll('b', 'y'));
    },
  ],
];

test.each(meanwhile)('a file that %s while it is read is refused', async (_, act) => {
  const name = written('moving.csv', long);
  let pieces = 0;
  const file = openData(name, folder, undefined, () => {
    if (++pieces === 1) act(path.join(folder, name));
  });
  const both = async (): Promise<void> => {
    await bytesOf(file);
    await bytesOf(file);
  };
  await expect(both()).rejects.toThrow('moving.csv has changed while it was read');
});

test.each(meanwhile)('a file that %s between two readings is refused', async (_, act) => {
  const name = written('between.csv', long);
  const file = openData(name, folder);
  await bytesOf(file);
  act(path.join(folder, name));
  await expect(bytesOf(file)).rejects.toThrow('between.csv has changed while it was read');
});

test('a run that was stopped reads no further', async () => {
  const stop = new AbortController();
  const file = openData(written('stopped.csv', long), folder, stop.signal, () => stop.abort());
  await expect(bytesOf(file)).rejects.toThrow('Cancelled');
});
