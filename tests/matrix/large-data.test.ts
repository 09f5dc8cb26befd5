import { expect, test } from 'vitest';
import { recognise } from '../../src/profile/read/recognise.ts';
import { readTable } from '../../src/profile/read/table.ts';

/** A file of so many megabytes, made while it is read; `seen` is told how much memory there is at each piece. */
async function* file(
  start: string,
  repeated: string,
  megabytes: number,
  seen: (rss: number) => void,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  const piece = Buffer.from(repeated.repeat(Math.floor(65_536 / repeated.length)));
  for (let sent = 0; sent < megabytes * 1e6; sent += piece.length) {
    seen(process.memoryUsage.rss());
    yield piece;
  }
}

const table = 'a,b,c\n1,2,x\n3,4,y\n';

test.each([
  [
    'a quote that is not closed',
    `${table}5,6,"`,
    '12345,67890,word\n',
    500,
    'the quote that opens in line 4 is not closed',
  ],
  ['doubled quotes to the end', `${table}5,6,"`, '"",\n', 500, 'the quote that opens in line 4 is not closed'],
  ['one line', table, 'x', 1_000, 'line 4 has more than 4,000,000 characters'],
  ['one line of cells', table, '1,2,', 1_000, 'line 4 has more than 4,000,000 characters'],
  ['rows', table, '12345,67890,word\n', 1_000, undefined],
])('in flat memory: %s', { timeout: 300_000 }, async (_, start, repeated, megabytes, error) => {
  const before = process.memoryUsage.rss();
  let most = before;
  const bytes = () =>
    file(start, repeated, megabytes, (rss) => {
      most = Math.max(most, rss);
    });
  let kept = 0;
  const reading = recognise(bytes()).then((dialect) =>
    readTable(bytes(), dialect, { header: () => {}, row: () => kept++ }),
  );
  if (error) await expect(reading).rejects.toThrow(error);
  else expect(await reading).toMatchObject({ read: kept, kept, refused: [] });
  expect(Math.round((most - before) / 2 ** 20)).toBeLessThan(200);
});
