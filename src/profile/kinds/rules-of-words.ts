import { every, type Rule, rule, within, worded } from './rule.ts';
import type { View } from './view.ts';

const levels = (c: View, low: number, high: number): boolean => worded(c) && within(c.distinct, low, high);
const count = (c: View, pattern: RegExp): number => c.traits.examples.filter((example) => pattern.test(example)).length;

/** What words, and all that is no plain number, say of a column. */
export const rulesOfWords: readonly Rule[] = [
  rule('words 2', 'two words', (c) => levels(c, 2, 2)),
  rule('words 3', '3 to 10 different words', (c) => levels(c, 3, 10)),
  rule('words 11', '11 to 100 different words', (c) => levels(c, 11, 100)),
  rule('words 101', '101 to 1,000 different words', (c) => levels(c, 101, 1000)),
  rule('words 1001', 'over 1,000 different words', (c) => levels(c, 1001, Number.POSITIVE_INFINITY)),
  rule('words unique', 'other words in each row', (c) => worded(c) && c.unique > 0.999),
  rule('words nearly unique', 'words that hardly repeat', (c) => worded(c) && within(c.unique, 0.8, 0.999)),
  rule('words half unique', 'words that repeat a few times', (c) => worded(c) && within(c.unique, 0.2, 0.8)),
  rule(
    'words unique, many',
    'over 200 words that hardly repeat',
    (c) => worded(c) && c.unique > 0.95 && c.distinct > 200,
  ),
  rule('words repeat', 'words that repeat often', (c) => worded(c) && c.unique < 0.05),
  rule('words with digits', 'digits in every word', (c) => worded(c) && every(c, /\d/)),
  rule('codes', 'short codes in capitals or digits', (c) => worded(c) && every(c, /^[A-Z0-9_-]{1,8}$/)),
  rule(
    'capitals',
    'nothing but capitals',
    (c) => worded(c) && c.distinct > 1 && every(c, /^[^\p{Ll}]*[A-Z][^\p{Ll}]*$/u),
  ),
  rule(
    'answers',
    'words such as yes and no',
    (c) => worded(c) && every(c, /^(?:y|n|yes|no|true|false|t|f|m|male|female)$/i),
  ),
  rule(
    'person names',
    'words like the names of people',
    (c) => worded(c) && c.distinct > 2 && every(c, /^\p{Lu}[\p{L}.'-]+(?:,? \p{Lu}[\p{L}.'-]*){1,3}$/u),
  ),
  rule('phrases', 'words as in sentences', (c) => worded(c) && c.distinct > 2 && count(c, /\s\p{Ll}{1,4}\s/u) >= 2),
  rule('one word', 'one word in a cell', (c) => worded(c) && c.words < 1.3),
  rule('two words', 'two or three words in a cell', (c) => worded(c) && within(c.words, 1.3, 3)),
  rule('several words', 'several words in a cell', (c) => worded(c) && c.words > 3),
  rule('long cells', 'cells of over 30 characters', (c) => worded(c) && c.chars > 30),
  rule('long word', 'one long word in a cell', (c) => worded(c) && c.words < 1.2 && c.chars > 15),
  rule('text', 'sentences in most cells', (c) => c.share('text') > 0.5),
  rule('some text', 'sentences in some cells', (c) => within(c.share('text'), 0.1, 0.5)),
  rule('text repeats', 'few sentences that repeat', (c) => c.share('text') > 0.5 && c.distinct < 20 && c.unique < 0.5),
  rule('long text', 'over ten words in a cell', (c) => c.share('text') > 0.5 && c.words > 10),
  rule('url', 'addresses of the web', (c) => c.share('url') > 0.3),
  rule('email', 'e-mail addresses', (c) => c.share('email') > 0.3),
  rule('list', 'several things in a cell', (c) => c.share('list') > 0.5),
  rule('some list', 'several things in some cells', (c) => within(c.share('list'), 0.1, 0.5)),
  rule('brackets', 'lists in brackets', (c) => c.share('list') > 0.5 && count(c, /^[[{]/) > 0),
  rule('marked list', 'things between semicolons or bars', (c) => c.share('list') > 0.3 && count(c, /[;|]/) >= 2),
  rule('coordinates', 'pairs of coordinates', (c) => every(c, /^\(?-?\d+\.\d+, ?-?\d+\.\d+\)?$/)),
  rule('date', 'dates or times', (c) => c.share('date') > 0.7),
  rule('some date', 'dates or times in some cells', (c) => within(c.share('date'), 0.05, 0.7)),
  rule('embedded', 'numbers with signs or units', (c) => c.share('embedded') > 0.7),
  rule('some embedded', 'numbers with signs or units in some cells', (c) => within(c.share('embedded'), 0.05, 0.7)),
];
