import { named, namedCount, namedId, type Rule, rule, worded } from './rule.ts';

const classes =
  'type class category group status state level grade kind mode method region district gender sex race ethnicity country city county boro borough zone sector segment cluster label target outcome rank position flag indicator cat';
const amounts =
  'count total sum amount amt price cost pay income salary revenue expense value usd sale profit tax fee budget balance assets liabilities expenditure sold payment units qty quantity tot avg average mean median max min std population pop votes';
const measures =
  'age height weight length width depth area size distance temp temperature speed duration lat latitude lon lng long longitude volume pressure voltage current rate ratio pct percent percentage share score index density power energy time seconds minutes hours km lb kg x y z acc gyro pixel kills points wins goals runs hits';
const texts =
  'description desc comment note text summary review question message body headline content abstract details remarks reason explanation footnote statement';
const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const startsWithTime = new RegExp(`^[YXy]?(?:19|20)\\d\\d|^\\d{1,2}-(?:${months})$|^(?:${months})`);

/** What its name says of a column. */
export const rulesOfNames: readonly Rule[] = [
  rule('named id', 'its name says that it identifies', namedId),
  rule('id, whole', 'whole numbers, named as an identifier', (c) => namedId(c) && c.whole),
  rule(
    'id, unique',
    'whole numbers that hardly repeat, named as an identifier',
    (c) => namedId(c) && c.whole && c.unique > 0.9,
  ),
  rule('id, words', 'words, named as an identifier', (c) => namedId(c) && worded(c)),
  rule('named code', 'named as a code', (c) => named('code codigo fips icd iso')(c) || c.name.at(-1) === 'cd'),
  rule('named postcode', 'named as a postcode', named('zip zipcode postal postcode plz')),
  rule('named number', 'named as a number', named('no nr number num')),
  rule('named count', 'named as a count', namedCount),
  rule('named year', 'named as a year', named('year yr season')),
  rule('named part of a date', 'named as a part of a date', named('month day weekday quarter hour week')),
  rule(
    'named date',
    'named as a date or time',
    named('date time datetime timestamp dt created updated modified published'),
  ),
  rule('named class', 'named as classes are', named(classes)),
  rule('named rank', 'named as a rank', named('rank position order ranking')),
  rule(
    'named flag',
    'named as a flag',
    (c) =>
      /^(?:is|has|was|are|can|should)(?:$|[ _.A-Z])/.test(c.traits.name) || named('flag indicator yn bool boolean')(c),
  ),
  rule('named amount', 'named as an amount', named(amounts)),
  rule('named measure', 'named as a measure', named(measures)),
  rule('named coordinate', 'named as a coordinate', named('lat latitude lon lng longitude')),
  rule(
    'named name',
    'named as the name of someone or something',
    named('name title author artist surname lastname firstname publisher company'),
  ),
  rule('named place', 'named as a place', named('address street location place venue')),
  rule('named text', 'named as a text', named(texts)),
  rule('named link', 'named as a link', named('url link website homepage web image img photo source')),
  rule('named contact', 'named as a way to reach someone', named('phone fax tel telephone mobile email mail')),
  rule(
    'named list',
    'named as a list',
    named('genres tags keywords ingredients categories actors names members languages features'),
  ),
  rule('named percent', 'named as a share', (c) => /%|pct|percent/i.test(c.traits.name)),
  rule('named row', 'named as the number of a row', (c) =>
    /^$|^unnamed|^index$|^row|^#$|^x$|^record|^objectid$|^fid$|^sentence/i.test(c.traits.name),
  ),
  rule('unnamed', 'it has no name', (c) => /^$|^unnamed/i.test(c.traits.name)),
  rule('named by a date', 'its name is a date', (c) => startsWithTime.test(c.traits.name)),
  rule('named as a question', 'named as a question of a survey', (c) => /^q(?:\d|_)/i.test(c.traits.name)),
  rule('long name', 'a name of six words or more', (c) => c.name.length >= 6),
  rule('short name', 'a name of two letters at most', (c) => c.traits.name.length <= 2),
  rule('name with a number', 'its name ends in a number', (c) => /\D\d+$/.test(c.traits.name)),
  rule('name with numbers', 'its name has numbers within', (c) => /\D\d+\D+\d+\D/.test(c.traits.name)),
  rule('name in capitals', 'a name in capitals', (c) => /^[A-Z0-9_]+$/.test(c.traits.name)),
];
