import { unix } from '../dates.ts';
import type { Kind } from '../profile.ts';
import { orderOf } from './orders.ts';
import { named, namedId, within } from './rule.ts';
import type { View } from './view.ts';

/** What settles a kind by itself, whatever else is so. */
export interface Certain {
  readonly kind: Kind;
  readonly reason: string;
  readonly confidence: number;
  readonly when: (column: View) => boolean;
  /** Of a date: its format, where its cells do not show it. */
  readonly format?: string;
}

const certain = (kind: Kind, confidence: number, reason: string, when: Certain['when'], format?: string): Certain => ({
  kind,
  confidence,
  reason,
  when,
  ...(format ? { format } : {}),
});

const pairs = ['0 1', 'y n', 'yes no', 'true false', 't f', 'on off', 'si no', 'sí no', 'ja nein', 'oui non'].map(
  (pair) => new Set(pair.split(' ')),
);
const answers = (c: View): boolean => {
  if (c.distinct !== 2) return false;
  const said = new Set(c.traits.examples.map((example) => example.toLowerCase().replace(/\.0+$/, '')));
  return said.size === 2 && pairs.some((pair) => [...said].every((word) => pair.has(word)));
};
const timeNamed = named('time timestamp date datetime epoch created updated modified published ts at');
const partNamed = named('month day weekday quarter hour week mon dow dom');
const timeCounted = named('time t period day week month quarter hour trend step year');
const yearNamed = named('year yr season jahr annee ano');

const postcodeNamed = named('zip zipcode postal postcode plz cep');
const codeNamed = named(
  'code cd type class category group status state level region district county city month day hour week no nr number num lot block',
);
/** A time of day, or a lone zero, is no code. */
const zeroLed = (c: View): boolean => c.numbers && c.share('zeros') > 0.05 && c.share('decimal') === 0;

/** In the order in which they are asked; the first that holds decides. */
export const certainties: readonly Certain[] = [
  certain('constant', 1, 'no row has a value', (c) => c.distinct === 0),
  certain('constant', 0.98, 'every value is the same', (c) => c.distinct === 1),
  certain('boolean', 0.97, 'two values that mean yes and no', answers),
  certain('url', 0.98, 'nearly every cell is an address of the web', (c) => c.share('url') > 0.9),
  certain(
    'date',
    0.9,
    'seconds since 1970, named as a time',
    (c) => c.whole && timeNamed(c) && c.min > 3e8 && c.max < 4.2e9,
    unix.seconds,
  ),
  certain(
    'date',
    0.9,
    'milliseconds since 1970, named as a time',
    (c) => c.whole && timeNamed(c) && c.min > 3e11 && c.max < 4.2e12,
    unix.milliseconds,
  ),
  certain(
    'date',
    0.9,
    'eight digits that are a day in every row',
    (c) =>
      c.whole &&
      !namedId(c) &&
      c.traits.digits?.[0] === 8 &&
      c.traits.digits[1] === 8 &&
      c.distinct > 1 &&
      c.traits.formats?.[0]?.format === '%Y%m%d' &&
      c.traits.formats[0].share === 1,
  ),
  certain('date', 0.97, 'every cell is a date or a time', (c) => c.share('date') === 1),
  certain(
    'ordered',
    0.85,
    'whole numbers that are years',
    (c) => c.whole && within(c.min, 1500, 2100) && c.max <= 2100 && yearNamed(c) && c.distinct <= 100,
  ),
  certain(
    'integer',
    0.8,
    'whole numbers that are years, and over a hundred of them',
    (c) => c.whole && within(c.min, 1500, 2100) && c.max <= 2100 && yearNamed(c),
  ),
  certain(
    'ordered',
    0.75,
    'whole numbers, named as a part of a date',
    (c) => c.whole && partNamed(c) && c.min >= 0 && c.max <= 53 && c.distinct > 2 && c.unique < 0.5,
  ),
  certain(
    'identifier',
    0.97,
    'every whole number of its range, once',
    (c) =>
      c.whole &&
      c.distinct > 20 &&
      c.unique > 0.999 &&
      c.max - c.min + 1 <= c.distinct * 1.001 &&
      within(c.min, 0, 1) &&
      !timeCounted(c),
  ),
  certain(
    'number',
    0.97,
    'numbers with decimals, and many of them',
    (c) => c.numbers && c.share('decimal') > 0 && c.distinct > 50 && c.share('zeros') === 0 && c.unique > 0.01,
  ),
  certain('identifier', 0.8, 'digits that begin with zeros, and hardly repeat', (c) => zeroLed(c) && c.unique > 0.9),
  certain('category', 0.8, 'digits that begin with zeros are a code', zeroLed),
  certain('category', 0.75, 'whole numbers, named as a postcode', (c) => c.whole && postcodeNamed(c)),
  certain('integer', 0.8, 'whole numbers, named as an age', (c) => c.whole && c.distinct > 5 && named('age')(c)),
  certain(
    'integer',
    0.6,
    'most whole numbers of its range, many times',
    (c) =>
      c.whole &&
      c.distinct > 20 &&
      c.unique < 0.3 &&
      c.max - c.min < 1.5 * c.distinct &&
      !namedId(c) &&
      !codeNamed(c) &&
      c.min < 1000,
  ),
  certain(
    'ordered',
    0.9,
    'words that have an order',
    (c) => orderOf(levelsOf(c)) !== undefined && levelsOf(c).length === c.distinct,
  ),
];

/** All values of a column that has few. */
export const levelsOf = ({ traits, distinct }: View): readonly string[] =>
  distinct > 60 ? [] : traits.levels.length ? traits.levels.map(([level]) => level) : traits.examples;
