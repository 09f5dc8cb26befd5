import type { Dialect } from '../profile.ts';
import { evidenceOf } from './evidence.ts';
import { bestOf } from './score.ts';

/** Tells how a file is to be read, from the whole of it. */
export async function recognise(bytes: AsyncIterable<Uint8Array>): Promise<Dialect> {
  const { encoding, pieces } = await evidenceOf(bytes);
  const { delimiter, quote } = bestOf(pieces);
  return {
    format: 'csv',
    compression: '',
    encoding,
    delimiter,
    quote,
    escape: 'doubled',
    skip: 0,
    comment: '',
    header: true,
    decimal: '.',
    thousands: '',
    missing: ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'None', '?', '-', '--'],
  };
}
