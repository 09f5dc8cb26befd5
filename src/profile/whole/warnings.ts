import { counted, listed, percent, thousands } from '../../text/say.ts';
import type { Column, Rows } from '../profile.ts';

/** Which rows could not be read, where some could not. */
export function ofRows({ read, kept, refused }: Rows): readonly string[] {
  if (read === kept) return [];
  const [first] = refused;
  const where = first === undefined ? '' : `; the first is line ${first.line}: ${first.reason}`;
  return [`${counted(read - kept, 'row')} could not be read (${percent((read - kept) / read)})${where}.`];
}

/** What is not known well enough, or stands out, in what is used. */
export function ofColumns(columns: readonly Column[]): readonly string[] {
  const used = columns.filter(({ role, personal }) => role !== 'excluded' && personal === undefined);
  const guessed = used.filter(({ asked }) => asked === true);
  const unsure = used.filter(({ guessed }) => guessed === true);
  const changed = columns.flatMap(({ name, changed }) => (changed ? [{ name, ...changed }] : []));
  const stray = used.flatMap(({ name, kind, strays = [] }) => (strays.length > 0 ? [{ name, kind, strays }] : []));
  const large = used.filter(({ unsafe = 0 }) => unsafe > 0);
  const empty = used.filter(({ missing, rows }) => missing > rows / 2);
  return [
    ...(guessed.length > 0
      ? [
          `What these are is a guess: ${listed(
            guessed.map(({ name, kind, reasons }) => `${name}, ${kind} (${reasons[0] ?? 'nothing tells'})`),
            8,
          )}.`,
        ]
      : []),
    ...unsure.map(
      ({ name, format = '' }) =>
        `No row tells the day from the month in ${name}: it is read as ${format}, which is a guess.`,
    ),
    ...stray.map(
      ({ name, kind, strays }) =>
        `Some cells of ${name} are no ${kind === 'date' ? 'dates' : 'numbers'} and count as empty: ${listed(strays)}.`,
    ),
    ...changed.map(
      ({ name, row, from, to }) =>
        `From row ${thousands(row + 1)} on the cells of ${name} look otherwise than before: ${from} there, ${to} here.`,
    ),
    ...(large.length > 0
      ? [`Numbers beyond 2^53 lose their last digits: ${listed(large.map(({ name }) => name))}.`]
      : []),
    ...(empty.length > 0
      ? [`More than half of the rows have no value of ${listed(empty.map(({ name }) => name))}.`]
      : []),
  ];
}
