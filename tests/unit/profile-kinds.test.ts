import { expect, test } from 'vitest';
import { collect } from '../../src/profile/kinds/collect.ts';
import { type Judged, judge } from '../../src/profile/kinds/judge.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import type { Dialect, Kind } from '../../src/profile/profile.ts';

const dialect: Dialect = { ...plainCsv, missing: ['NA', 'NaN', 'nan', 'N/A'] };

function judged(name: string, cells: readonly string[], of: Partial<Dialect> = {}): Judged {
  const column = collect(name, 1, { ...dialect, ...of });
  for (const cell of cells) column.add(cell);
  return judge(column.facts());
}

/** So many cells, each from its row; what repeats is out of step with the rows. */
const rows = (count: number, cell: (at: number) => string | number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(cell(at)));
const turn = (words: string, count = 500): readonly string[] => {
  const each = words.split('|');
  return rows(count, (at) => each[(at * 7 + (at >> 3)) % each.length] ?? '');
};
const mixed = (at: number): number => (at * 7919 + 13) % 10007;
const day = (at: number): readonly [year: number, month: number, day: number] => [
  2019 + (at % 5),
  1 + (mixed(at) % 12),
  1 + (mixed(at) % 28),
];
const two = (value: number): string => String(value).padStart(2, '0');

const sentences = [
  'The line was dead for two days and nobody called me back',
  'I would like to change my plan before the end of the month',
  'Please send the bill to my new address, not to the old one',
  'Everything works, thank you for the quick and friendly help',
];

test.each<[trap: string, kind: Kind, name: string, cells: readonly string[]]>([
  ['decimals', 'number', 'price', rows(500, (at) => (mixed(at) / 100).toFixed(2))],
  [
    'decimals, below zero and with exponents',
    'number',
    'balance',
    rows(500, (at) => `${at % 2 ? '-' : ''}${mixed(at)}.5e${at % 3}`),
  ],
  [
    'decimals with infinities among them',
    'number',
    'ratio',
    rows(500, (at) => (at % 50 ? (mixed(at) / 7).toFixed(3) : 'inf')),
  ],
  [
    'whole numbers beyond what a double holds',
    'identifier',
    'account_id',
    rows(500, (at) => `90071992547409${mixed(at) + 10000}1`),
  ],
  ['ages', 'integer', 'age', rows(500, (at) => 18 + (mixed(at) % 70))],
  ['counts from 0 to 40', 'integer', 'calls', rows(500, (at) => mixed(at) % 41)],
  ['counts of few', 'integer', 'number_of_children', rows(500, (at) => mixed(at) % 7)],
  ['large amounts', 'integer', 'income', rows(500, (at) => mixed(at) * 100)],
  ['leading zeros', 'identifier', 'customer_no', rows(500, (at) => String(mixed(at)).padStart(7, '0'))],
  [
    'postcodes with leading zeros',
    'category',
    'plz',
    rows(500, (at) => String(1000 + (mixed(at) % 60) * 37).padStart(5, '0')),
  ],
  ['postcodes without', 'category', 'zip', rows(500, (at) => 20000 + (mixed(at) % 60) * 37)],
  ['years', 'ordered', 'year', rows(500, (at) => 1990 + (mixed(at) % 30))],
  ['phone numbers', 'identifier', 'phone', rows(500, (at) => `+49 30 ${1000000 + mixed(at)}`)],
  ['codes of digits', 'category', 'diagnosis_code', rows(500, (at) => [410, 428, 486, 250, 715][mixed(at) % 5] ?? 0)],
  ['1 and 0', 'boolean', 'has_loan', turn('1|0')],
  ['1.0 and 0.0', 'boolean', 'has_loan', turn('1.0|0.0')],
  ['Y and N', 'boolean', 'smoker', turn('Y|N')],
  ['true and False', 'boolean', 'active', turn('true|False')],
  ['yes and no, with gaps', 'boolean', 'churn', turn('Yes|No||NA')],
  ['1 and 2', 'category', 'sex', turn('1|2')],
  ['yes, no and unknown', 'category', 'default', turn('yes|no|unknown')],
  ['words', 'category', 'job', turn('admin|blue-collar|technician|services|management')],
  ['capitals', 'category', 'state', turn('CA|NY|TX|WA|FL|OR|NV')],
  ['two words without an order', 'category', 'sex', turn('male|female')],
  ['low, medium, high', 'ordered', 'risk', turn('low|medium|high')],
  ['cuts of diamonds', 'ordered', 'cut', turn('Fair|Good|Very Good|Premium|Ideal')],
  ['words of Likert', 'ordered', 'q7', turn('Strongly agree|Agree|Neutral|Disagree|Strongly disagree')],
  ['months', 'ordered', 'month', turn('jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec')],
  ['weekdays', 'ordered', 'day', turn('Mon|Tue|Wed|Thu|Fri|Sat|Sun')],
  ['sizes', 'ordered', 'size', turn('S|M|L|XL')],
  ['ranges', 'ordered', 'age_group', turn('18-24|25-34|35-44|45-54|55-64|65+')],
  ['ISO dates', 'date', 'signup', rows(500, (at) => day(at).map(two).join('-'))],
  [
    'ISO times with zones',
    'date',
    'created',
    rows(500, (at) => `${day(at).map(two).join('-')}T10:${two(at % 60)}:00+02:00`),
  ],
  ['dates with dots', 'date', 'datum', rows(500, (at) => day(at).toReversed().map(two).join('.'))],
  ['names of months', 'date', 'date', rows(500, (at) => `${day(at)[2]} Mar ${day(at)[0]}`)],
  ['dates in the future', 'date', 'due', rows(500, (at) => `22${two(at % 90)}-01-${two(1 + (at % 28))}`)],
  [
    'dates in three formats',
    'date',
    'visit',
    rows(
      500,
      (at) =>
        [
          day(at).map(two).join('-'),
          `${two(day(at)[1])}/${two(day(at)[2])}/${day(at)[0]}`,
          `${day(at)[2]} Jun ${day(at)[0]}`,
        ][at % 3] ?? '',
    ),
  ],
  ['eight digits that are days', 'date', 'yyyymmdd', rows(500, (at) => day(at).map(two).join(''))],
  ['seconds since 1970', 'date', 'timestamp', rows(500, (at) => 1_500_000_000 + mixed(at) * 60)],
  ['milliseconds since 1970', 'date', 'created_at', rows(500, (at) => 1_500_000_000_000 + mixed(at) * 60_000)],
  ['sentences', 'text', 'comment', rows(500, (at) => `${sentences[at % 4]} ${mixed(at)}`)],
  ['urls', 'url', 'link', rows(500, (at) => `https://example.org/item/${at}`)],
  [
    'lists between semicolons',
    'list',
    'genres',
    rows(500, (at) => ['Drama;Comedy', 'Action;Drama;War', 'Comedy;Romance', 'Horror;Thriller'][mixed(at) % 4] ?? ''),
  ],
  ['lists in brackets', 'list', 'tags', rows(500, (at) => `["a${at % 9}", "b${at % 7}"]`)],
  ['numbers of rows', 'identifier', 'id', rows(500, (at) => at + 1)],
  ['numbers of rows without a name', 'identifier', 'Unnamed: 0', rows(500, (at) => at)],
  [
    'uuids',
    'identifier',
    'key',
    rows(500, (at) => `3f2504e0-4f89-11d3-9a0c-${String(mixed(at) * 100000 + at).padStart(12, '0')}`),
  ],
  ['codes that do not repeat', 'identifier', 'customerID', rows(500, (at) => `${mixed(at)}-VHVEG`)],
  ['kilograms', 'embedded', 'weight', rows(500, (at) => `${40 + (mixed(at) % 60)} kg`)],
  ['dollars', 'embedded', 'price', rows(500, (at) => `$${1 + (at % 9)},${two(at % 100)}0`)],
  ['per cent', 'embedded', 'share', rows(500, (at) => `${(mixed(at) % 1000) / 10} %`)],
  [
    'parentheses for a loss',
    'embedded',
    'profit',
    rows(500, (at) => (at % 3 ? `${1 + (at % 9)},${100 + (at % 900)}` : `(${1 + (at % 9)},${100 + (at % 900)})`)),
  ],
  ['one value', 'constant', 'country', rows(500, () => 'DE')],
  ['one value and gaps', 'constant', 'country', turn('DE|')],
  ['nothing at all', 'constant', 'spare', rows(500, () => '')],
  ['one row', 'constant', 'age', ['41']],
])('%s: %s', (_, kind, name, cells) => {
  expect(judged(name, cells)).toMatchObject({ kind });
});
