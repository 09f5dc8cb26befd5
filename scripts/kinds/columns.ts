import { Formats } from '../../src/profile/kinds/date-formats.ts';
import { lookAt, wordsIn } from '../../src/profile/kinds/look.ts';
import type { Family } from '../../src/profile/kinds/rule.ts';
import type { Look, Traits } from '../../src/profile/traits.ts';

/** A column of the benchmark: what its file knows of it, and the kind that people gave it. */
export interface Labelled {
  readonly file: string;
  readonly label: string;
  readonly traits: Traits;
}

/** The rows of a CSV file with quotes, each by the names of its header. */
function* rowsOf(text: string): Generator<ReadonlyMap<string, string>> {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
  let header: readonly string[] | undefined;
  let row: string[] = [];
  for (const [whole, quoted, bare = '', end] of text.matchAll(cells)) {
    if (whole === '' && row.length === 0) return;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (header) yield new Map(header.map((name, at) => [name, row[at] ?? '']));
    else header = row;
    row = [];
  }
}

const marks = { decimal: '.', thousands: '' } as const;
/** Words for a missing cell that the benchmark counts as values. */
const absent: ReadonlySet<string> = new Set([
  '#NULL!',
  '#N/A',
  '#NAME?',
  'N/A',
  'NA',
  'NULL',
  'null',
  'nan',
  'NaN',
  '-',
  '.',
]);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The facts that a line of the benchmark has. It shows five cells; what it does not tell stays unknown. */
function traitsOf(row: ReadonlyMap<string, string>, position: number): Traits {
  const number = (name: string): number => Number(row.get(name));
  const rows = number('total_vals');
  const shown = [1, 2, 3, 4, 5].map((at) => row.get(`sample_${at}`)?.trim() ?? '').filter((cell) => cell !== '');
  const samples = shown.filter((cell) => !absent.has(cell));
  const words = new Set(shown.filter((cell) => absent.has(cell))).size;
  // How many cells hold a word for a missing one is not told: as many as of the samples.
  const missing =
    number('num_nans') +
    Math.round(((rows - number('num_nans')) * (shown.length - samples.length)) / (shown.length || 1));
  const examples = [...new Set(samples)];
  const seen = samples.map((cell) => lookAt(cell, marks));
  const looks: Partial<Record<Look, number>> = {};
  for (const { look } of seen) looks[look] = (looks[look] ?? 0) + (rows - missing) / samples.length;
  const distinct = Math.max(0, number('num_of_dist_val') - words);
  const measured = ['mean', 'std_dev', 'min_val', 'max_val'].some((name) => number(name) !== 0);
  const numeric = seen.length > 0 && seen.every(({ value, embedded }) => value !== undefined && !embedded);
  // Numbers alone in the samples, and no statistics: other cells of the column are no numbers.
  if (numeric && !measured && distinct > 1 && words === 0) {
    for (const look of ['integer', 'decimal', 'zeros'] as const) if (looks[look]) looks[look] *= 0.9;
    looks.word = (rows - missing) * 0.1;
  }
  // A whole column of whole numbers has whole ends.
  if (
    numeric &&
    measured &&
    looks.integer &&
    !(Number.isInteger(number('min_val')) && Number.isInteger(number('max_val')))
  ) {
    looks.decimal = (looks.decimal ?? 0) + looks.integer / 2;
    looks.integer /= 2;
  }
  const dates = new Formats();
  for (const one of seen) if (one.dates) dates.add(one.dates);
  const affixes = new Map<string, number>();
  for (const { embedded } of seen)
    for (const affix of embedded?.affixes ?? []) affixes.set(affix, (affixes.get(affix) ?? 0) + 1);
  const lengths = samples.filter((cell) => /^\d+$/.test(cell)).map((cell) => cell.length);
  return {
    name: row.get('Attribute_name') ?? '',
    position,
    rows,
    missing,
    distinct,
    levels: [],
    examples,
    looks,
    formats: dates.formats(),
    around: [...affixes],
    ...(samples.length
      ? { words: mean(examples.map(wordsIn)), chars: mean(examples.map(({ length }) => length)) }
      : {}),
    ...(lengths.length ? { digits: [Math.min(...lengths), Math.max(...lengths)] } : {}),
    ...(measured && numeric
      ? { mean: number('mean'), deviation: number('std_dev'), min: number('min_val'), max: number('max_val') }
      : {}),
  };
}

const labels: Readonly<Record<string, Family>> = {
  numeric: 'number',
  categorical: 'category',
  datetime: 'date',
  'not-generalizable': 'unusable',
  sentence: 'text',
  url: 'url',
  list: 'list',
  'embedded-number': 'embedded',
  'context-specific': 'unclear',
};

/** What SortingHat calls a label, as our rules call it. */
export function familyOf(label: string): Family {
  const family = labels[label];
  if (!family) throw new Error(`The file has a label that SortingHat does not know: ${label}.`);
  return family;
}

/** The columns of a file in SortingHat's form. */
export const labelled = (text: string): readonly Labelled[] =>
  [...rowsOf(text)].map((row, position) => ({
    file: row.get('Record_id') ?? '',
    label: row.get('y_act') ?? '',
    traits: traitsOf(row, position),
  }));
