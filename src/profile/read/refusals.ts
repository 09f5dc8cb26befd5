import { type Failure, usage } from '../../errors.ts';
import { thousands } from '../../text/say.ts';
import type { Refused } from '../profile.ts';
import { mostColumns, mostInRow } from './limits.ts';

const again = 'Mend the file, or save it as CSV (UTF-8) again, and run the same command.';

/** Why a file is refused as a whole; what is wrong with one row alone stands in `Rows`. */
export const openQuote = (line: number): Failure =>
  usage(`The data cannot be read: the quote that opens in line ${thousands(line)} is not closed.`, again);

export const longRow = (line: number): Failure =>
  usage(
    `The data cannot be read: line ${thousands(line)} has more than ${thousands(mostInRow)} characters.`,
    'Check that it is a table with a row on each line, and run the same command with another file.',
  );

export const nulByte = (line: number): Failure =>
  usage(
    `The data cannot be read: it holds a NUL byte in line ${thousands(line)}, which no text does.`,
    'Save it as CSV (UTF-8) from the program that it comes from, and run the same command.',
  );

export function notInEncoding(encoding: string, line: number): Failure {
  const fault = encoding.startsWith('utf-16')
    ? 'it begins as UTF-16, and does not go on so'
    : encoding === 'cp1252'
      ? `line ${thousands(line)} is neither UTF-8 nor Windows-1252`
      : `some of it is UTF-8, and line ${thousands(line)} is not`;
  return usage(`The data cannot be read: ${fault}.`, 'Save the whole of it as UTF-8, and run the same command.');
}

export const empty = (): Failure =>
  usage('The data cannot be read: the file is empty.', 'Run the same command with a file that has a row in it.');

export const headerOnly = (): Failure =>
  usage(
    'The data cannot be read: there is no row below the header.',
    'Run the same command with a file that has rows.',
  );

export const oneColumn = (name: string): Failure =>
  usage(
    `The data has one column alone, ${JSON.stringify(name.slice(0, 60))}: there is nothing to predict it from.`,
    'Check what separates its cells, and run the same command with a table of two columns or more.',
  );

export const manyColumns = (columns: number): Failure =>
  usage(
    `The data has ${thousands(columns)} columns; ${thousands(mostColumns)} are the most that are read.`,
    'Leave out what is not needed, and run the same command.',
  );

export const manyRefused = (refused: number, read: number, { line, reason }: Refused): Failure =>
  usage(
    `The data cannot be read: ${thousands(refused)} of ${thousands(read)} rows are no rows of this table; the first is line ${thousands(line)}: ${reason}.`,
    again,
  );

const shape = 'Write an object on each line, or one array of objects without lists in them, and run the same command.';

export const brokenJson = (line: number): Failure =>
  usage(`The data cannot be read: it is no array of JSON objects from line ${thousands(line)} on.`, shape);

export const cutJson = (): Failure =>
  usage('The data cannot be read: its JSON array is cut off.', 'Fetch or write it again, and run the same command.');

export const oneObject = (): Failure =>
  usage('The data cannot be read: it is one JSON object, not one for each row.', shape);
