import { named, namedCount, type Rule, rule, within } from './rule.ts';
import type { View } from './view.ts';

const levels = (c: View, low: number, high: number): boolean => c.whole && within(c.distinct, low, high);
const span = (c: View): number => c.max - c.min + 1;
/** How far up its range a column's mean lies, from 0 to 1. */
const middle = (c: View): number => (c.mean - c.min) / (c.max - c.min);

const classes = named(
  'type class category code status state level group method mode district sex gender region cd reason system league',
);
const amounts = named(
  'count total sum amount amt price cost age num points goals wins kills income number deaths units qty quantity size',
);

/** What whole numbers, of so many values, say of a column. */
const rulesOfLevels: readonly Rule[] = [
  rule('whole 2', 'two whole numbers', (c) => levels(c, 2, 2)),
  rule('whole 3', 'three whole numbers', (c) => levels(c, 3, 3)),
  rule('whole 4', '4 or 5 whole numbers', (c) => levels(c, 4, 5)),
  rule('whole 6', '6 to 10 whole numbers', (c) => levels(c, 6, 10)),
  rule('whole 11', '11 to 20 whole numbers', (c) => levels(c, 11, 20)),
  rule('whole 21', '21 to 50 whole numbers', (c) => levels(c, 21, 50)),
  rule('whole 51', '51 to 200 whole numbers', (c) => levels(c, 51, 200)),
  rule('whole 201', '201 to 1,000 whole numbers', (c) => levels(c, 201, 1000)),
  rule('whole 1001', 'over 1,000 whole numbers', (c) => levels(c, 1001, Number.POSITIVE_INFINITY)),
  rule('zero and one', 'nothing but 0 and 1', (c) => levels(c, 2, 2) && c.min === 0 && c.max === 1),
  rule('one and two', 'nothing but 1 and 2', (c) => levels(c, 2, 2) && c.min === 1 && c.max === 2),
  rule('zero and another', '0 and one number above 2', (c) => levels(c, 2, 2) && c.min === 0 && c.max > 2),
  rule(
    'zero to few',
    'every number from 0 to 9 at most',
    (c) => levels(c, 3, 10) && c.min === 0 && span(c) === c.distinct,
  ),
  rule(
    'one to few',
    'every number from 1 to 12 at most',
    (c) => levels(c, 3, 12) && c.min === 1 && span(c) === c.distinct,
  ),
  rule('few, no gap', 'few whole numbers without a gap', (c) => levels(c, 3, 60) && span(c) === c.distinct),
  rule('few, gaps', 'few whole numbers, far apart', (c) => levels(c, 3, 60) && span(c) > 3 * c.distinct + 1),
  rule('few, high mean', 'few whole numbers, the high ones not rare', (c) => levels(c, 3, 60) && middle(c) > 0.3),
  rule('few, low mean', 'few whole numbers, nearly all of them low', (c) => levels(c, 3, 60) && middle(c) < 0.05),
  rule('few, counted', 'few whole numbers, named as a count', (c) => levels(c, 2, 19) && namedCount(c)),
  rule('few, classes', 'few whole numbers, named as classes are', (c) => levels(c, 2, 59) && classes(c)),
  rule('few, amounts', 'few whole numbers, named as an amount', (c) => levels(c, 2, 59) && amounts(c)),
];

/** What the values themselves say of a column of numbers. */
const rulesOfValues: readonly Rule[] = [
  rule('decimals', 'numbers with decimals', (c) => c.numbers && c.share('decimal') > 0),
  rule(
    'few decimals',
    'ten numbers at most, with decimals',
    (c) => c.share('decimal') > 0 && c.numbers && c.distinct <= 10,
  ),
  rule('decimals below zero', 'decimals on both sides of zero', (c) => c.numbers && !c.whole && c.min < 0),
  rule('decimals within one', 'decimals from 0 to 1', (c) => c.numbers && !c.whole && c.min >= 0 && c.max <= 1),
  rule(
    'some numbers',
    'most cells are numbers, and some are not',
    (c) => !c.numbers && within(c.share('integer', 'decimal'), 0.5, 0.995),
  ),
  rule('some decimals', 'decimals and words', (c) => !c.numbers && c.share('decimal') > 0.3),
  rule('zeros', 'digits that begin with a zero', (c) => c.share('zeros') > 0.1),
  rule('from zero', 'whole numbers from 0', (c) => c.whole && c.distinct > 2 && c.min === 0),
  rule('from one', 'whole numbers from 1', (c) => c.whole && c.distinct > 2 && c.min === 1),
  rule('below zero', 'whole numbers below zero', (c) => c.whole && c.min < 0),
  rule(
    'code for missing',
    'an end such as -99 or 999, which may stand for a missing value',
    (c) => c.whole && ([-1, -9, -99, -999, -9999].includes(c.min) || /^9{2,}$/.test(String(c.max))),
  ),
  rule('years', 'whole numbers from 1800 to 2100', (c) => c.whole && c.min >= 1800 && c.max <= 2100),
  rule(
    'counts up',
    'every whole number of its range, once',
    (c) => c.whole && c.distinct > 20 && c.unique > 0.999 && span(c) <= c.distinct * 1.02,
  ),
  rule('whole unique', 'a whole number of its own in each row', (c) => c.whole && c.distinct > 20 && c.unique > 0.999),
  rule(
    'whole nearly unique',
    'whole numbers that hardly repeat',
    (c) => c.whole && c.distinct > 20 && within(c.unique, 0.9, 0.999),
  ),
  rule('whole half unique', 'whole numbers that repeat a few times', (c) => c.whole && within(c.unique, 0.3, 0.9)),
  rule('whole seldom unique', 'whole numbers that repeat', (c) => c.whole && within(c.unique, 0.02, 0.3)),
  rule('whole repeats', 'whole numbers that repeat over 500 times', (c) => c.whole && c.unique < 0.002),
  rule(
    'whole dense',
    'nearly every whole number of its range',
    (c) => c.whole && c.distinct > 20 && c.distinct / span(c) > 0.8,
  ),
  rule(
    'whole sparse',
    'few of the whole numbers of its range',
    (c) => c.whole && c.distinct > 5 && c.distinct / span(c) < 0.05,
  ),
  rule(
    'whole very sparse',
    'hardly any of the whole numbers of its range',
    (c) => c.whole && c.distinct > 5 && c.distinct / span(c) < 0.002,
  ),
  rule('whole far', 'whole numbers above a million', (c) => c.whole && c.max > 1e6),
  rule(
    'same width',
    'whole numbers of one length',
    (c) =>
      c.whole &&
      c.distinct > 5 &&
      c.min >= 1000 &&
      String(c.min).length === String(c.max).length &&
      !(c.min >= 1800 && c.max <= 2100),
  ),
  rule(
    'long tail',
    'a largest number far above the others',
    (c) => c.whole && c.distinct > 5 && c.max > c.mean + 10 * c.deviation,
  ),
  rule(
    'round',
    'round numbers',
    (c) => c.whole && c.traits.examples.length >= 3 && c.traits.examples.every((e) => e === '0' || e.endsWith('00')),
  ),
  rule(
    'even spread',
    'a mean in the middle of its range',
    (c) => c.whole && c.distinct > 20 && within(middle(c), 0.4, 0.6),
  ),
  rule(
    'narrow',
    'whole numbers that vary little',
    (c) => c.whole && c.distinct > 20 && c.mean > 2 * c.deviation && c.min > 0,
  ),
  rule('statistics unknown', 'numbers in the examples, and no statistics', (c) => c.whole && Number.isNaN(c.mean)),
];

export const rulesOfNumbers: readonly Rule[] = [...rulesOfLevels, ...rulesOfValues];
