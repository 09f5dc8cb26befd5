import type { Events } from '../../src/profile/events.ts';
import { Draw } from './own-tables/draw.ts';
import type { Row } from './own-tables/scenes.ts';
import { csv } from './own-tables/written.ts';

/** Somebody took something: places from 0, a judgement from 1 to 5, and hours since the first event. */
interface Taken {
  readonly user: number;
  readonly item: number;
  readonly stars: number;
  readonly hour: number;
}

/** Two tastes: most of what a user takes has the colour of the user; each item once. */
export function taken(users = 60, items = 40, each = 9, seed = 5): readonly Taken[] {
  const draw = new Draw(seed);
  return Array.from({ length: users }, (_, user) => {
    const left = new Set(Array.from({ length: items }, (__, item) => item));
    return Array.from({ length: each }, (__, step): Taken => {
      const liked = [...left].filter((item) => item % 2 === user % 2);
      const some = liked.length > 0 && draw.chance(0.8) ? liked : [...left];
      const item = some[Math.floor(draw.next() ** 2 * some.length)] ?? 0;
      left.delete(item);
      const stars = item % 2 === user % 2 ? draw.whole(4, 5) : draw.whole(1, 4);
      return { user, item, stars, hour: 24 * draw.whole(0, 300) + step };
    });
  }).flat();
}

const moment = (hour: number): Date => new Date(Date.UTC(2023, 0, 1, hour));
const seconds = (hour: number): number => moment(hour).getTime() / 1000;
const two = (number: number): string => String(number).padStart(2, '0');
const german = (hour: number): string => {
  const date = moment(hour);
  return `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()} ${two(date.getUTCHours())}:05`;
};
const rows = (make: (one: Taken, at: number) => Row, some = taken()): readonly Row[] => some.map(make);
const lines = (delimiter: string): string =>
  taken()
    .map(({ user, item, stars, hour }) => [user + 1, 100 + item, stars, seconds(hour)].join(delimiter))
    .join('\n');

/** What must be decided of a file of events. */
interface Decided extends Omit<Events, 'repeated' | 'last' | 'fewest' | 'said'> {
  readonly repeated: number;
}

/** A small file in the form of a real one, with one trap that its name says. */
export interface OwnEvents {
  readonly name: string;
  readonly content: string;
  readonly flags?: readonly string[];
  readonly decided: Decided;
  /** What must be said of it. */
  readonly warns?: string;
  /** Values of people: they are in the file, and nowhere else. */
  readonly personal?: readonly string[];
}

const usual = { users: 60, items: 40, repeated: 0 } as const;
const rated = { ...usual, explicit: true, minimum: 4, repeats: 'last', strategy: 'last' } as const;
const counted = { ...usual, explicit: false, minimum: 1, repeats: 'count', strategy: 'last' } as const;
const bought: readonly Row[] = rows(({ user, item, stars, hour }, at) => ({
  InvoiceNo: 536_000 + Math.floor(at / 3),
  StockCode: `${10_000 + item}${item % 5 === 0 ? 'A' : ''}`,
  Description: `Mug ${item}`,
  Quantity: at % 40 === 7 ? -1 : stars,
  InvoiceDate: german(hour),
  UnitPrice: `${1 + (item % 9)},50`,
  CustomerID: at % 50 === 9 ? '' : 12_000 + user,
}));

/** Files of events of our own making, as catalogues, shops and logs write them. */
export const ownEvents: readonly OwnEvents[] = [
  {
    name: 'with-a-header.csv',
    content: csv(
      rows(({ user, item, stars, hour }) => ({
        userId: user + 1,
        movieId: item + 1,
        rating: stars,
        timestamp: seconds(hour),
      })),
    ),
    decided: { ...rated, user: 'userId', item: 'movieId', value: 'rating', time: 'timestamp' },
  },
  {
    name: 'two-colons.dat',
    content: lines('::'),
    flags: ['--user', 'column_1', '--item', 'column_2'],
    decided: { ...rated, user: 'column_1', item: 'column_2', value: 'column_3', time: 'column_4' },
  },
  {
    name: 'tabs.data',
    content: lines('\t'),
    flags: ['--user', 'column_1', '--item', 'column_2'],
    decided: { ...rated, user: 'column_1', item: 'column_2', value: 'column_3', time: 'column_4' },
  },
  {
    name: 'order-lines.csv',
    content: csv(bought, { delimiter: ';' }),
    decided: { ...counted, user: 'CustomerID', item: 'StockCode', value: 'Quantity', time: 'InvoiceDate' },
    warns: 'lack CustomerID',
  },
  {
    name: 'clicks.csv',
    content: csv(
      rows(({ user, item, hour }, at) => ({
        timestamp: moment(hour).toISOString(),
        visitorid: 4000 + user,
        event: at % 7 === 0 ? 'addtocart' : 'view',
        itemid: 90_000 + item,
      })),
    ),
    decided: { ...counted, user: 'visitorid', item: 'itemid', time: 'timestamp' },
    warns: 'All events count alike, whatever event says: view, addtocart',
  },
  {
    name: 'leading-zeros.csv',
    content: csv(
      rows(({ user, item, stars }) => ({
        user_id: user < 30 ? `00${user + 1}` : user - 29,
        item_id: `0${1000 + item}`,
        stars,
      })),
    ),
    decided: { ...rated, user: 'user_id', item: 'item_id', value: 'stars', strategy: 'random' },
  },
  {
    name: 'people-by-e-mail.csv',
    content: csv(
      rows(({ user, item, stars, hour }) => ({
        customer: `person${user}@mail.example`,
        product: `P-${item}`,
        rating: stars,
        day: moment(hour).toISOString().slice(0, 10),
      })),
    ),
    decided: { ...rated, user: 'customer', item: 'product', value: 'rating', time: 'day' },
    warns: 'People are named by customer (e-mail addresses)',
    personal: ['person1@', 'person17@', '@mail.example'],
  },
  {
    name: 'rated-again.csv',
    content: csv(
      [...taken(), ...taken().slice(0, 25)].map(({ user, item, stars, hour }, at) => ({
        reader: `r${user}`,
        book: `b${item}`,
        score: at < 540 ? stars : 1,
        rated_on: moment(at < 540 ? hour : hour + 9000)
          .toISOString()
          .slice(0, 16),
      })),
    ),
    decided: { ...rated, user: 'reader', item: 'book', value: 'score', time: 'rated_on', repeated: 25 },
  },
  {
    name: 'plays.tsv',
    content: csv(
      rows(({ user, item, stars }) => ({ userID: user, artistID: item, weight: 10 * stars ** 3 })),
      { delimiter: '\t' },
    ),
    decided: { ...counted, user: 'userID', item: 'artistID', value: 'weight', minimum: 10, strategy: 'random' },
  },
  {
    name: 'reviews.jsonl',
    content: taken()
      .map(({ user, item, stars, hour }) =>
        JSON.stringify({
          reviewerID: `A${1000 + user}`,
          asin: `B00${item}X`,
          reviewText: `It was ${['bad', 'poor', 'fair', 'good', 'great'][stars - 1]}, said number ${user} of ${item}.`,
          overall: stars,
          unixReviewTime: seconds(hour),
        }),
      )
      .join('\n'),
    decided: { ...rated, user: 'reviewerID', item: 'asin', value: 'overall', time: 'unixReviewTime' },
  },
  {
    name: 'thumbs.csv',
    content: csv(rows(({ user, item, stars }) => ({ member: `m${user}`, song: `s${item}`, liked: stars > 3 ? 1 : 0 }))),
    decided: { ...rated, user: 'member', item: 'song', value: 'liked', minimum: 1, strategy: 'random' },
  },
  {
    name: 'in-german.csv',
    content: csv(
      rows(({ user, item, stars, hour }) => ({
        KundenNr: 7000 + user,
        Artikelnummer: 50 + item,
        Menge: stars,
        Datum: german(hour).slice(0, 10),
      })),
      { delimiter: ';' },
    ),
    decided: { ...counted, user: 'KundenNr', item: 'Artikelnummer', value: 'Menge', time: 'Datum' },
  },
  {
    name: 'half-stars-of-five.csv',
    content: csv(
      rows(({ user, item, stars }) => ({
        user,
        film: `f${item}`,
        rating: `${(stars - 0.5).toFixed(1)}`.replace('.', ','),
      })),
      { delimiter: ';' },
    ),
    decided: { ...rated, user: 'user', item: 'film', value: 'rating', minimum: 3.5, strategy: 'random' },
  },
  {
    name: 'said-otherwise.csv',
    content: csv(rows(({ user, item, stars, hour }) => ({ a: `a${user}`, b: `b${item}`, c: stars, d: hour }))),
    flags: ['--user', 'a', '--item', 'b', '--value', 'c', '--time', 'd'],
    decided: { ...rated, user: 'a', item: 'b', value: 'c', time: 'd' },
  },
  {
    name: 'without-its-rating.csv',
    content: csv(rows(({ user, item, stars }) => ({ user_id: user, item_id: item, rating: stars }))),
    flags: ['--leave-out', 'rating'],
    decided: { ...counted, user: 'user_id', item: 'item_id', strategy: 'random' },
  },
];

/** What cannot become a project, with a word of why and of what to do. */
export const badEvents: readonly (readonly [
  name: string,
  content: string,
  flags: readonly string[],
  why: RegExp,
  next: RegExp,
])[] = [
  [
    'one user',
    csv(rows(({ item }) => ({ user: 'u', item: `i${item}` }))),
    ['--user', 'user'],
    /The column user holds one user/,
    /--user/,
  ],
  [
    'few items',
    csv(rows(({ user, item }) => ({ user: `u${user}`, item: `i${item % 3}` }))),
    ['--item', 'item'],
    /The column item holds 3 items, all of which a list of ten would show/,
    /--item/,
  ],
  [
    'a user in each row',
    csv(rows(({ item }, at) => ({ user: `u${at}`, item: `i${item}` }))),
    ['--user', 'user'],
    /another value in every row, so nobody has a second event/,
    /--user/,
  ],
  [
    'nobody who took three items',
    csv(rows(({ user, item }) => ({ user: `u${user}`, item: `i${item}` }), taken(60, 40, 2))),
    [],
    /No user of user took three different items/,
    /Take more events/,
  ],
  [
    'a value that is no number',
    csv(rows(({ user, item, stars }) => ({ user: `u${user}`, item: `i${item}`, mood: stars > 3 ? 'good' : 'bad' }))),
    ['--value', 'mood'],
    /The column mood holds no numbers/,
    /Choose another column with --value/,
  ],
  [
    'a column that is not there',
    csv(rows(({ user, item }) => ({ customer: `u${user}`, item: `i${item}` }))),
    ['--user', 'custmer'],
    /--user: the file has no column "custmer"/,
    /Did you mean customer\?/,
  ],
  [
    'one column for both',
    csv(rows(({ user, item }) => ({ user: `u${user}`, item: `i${item}` }))),
    ['--item', 'user'],
    /The column user cannot be both user and item/,
    /--item/,
  ],
  [
    'a time that is none',
    csv(rows(({ user, item, stars }) => ({ user: `u${user}`, item: `i${item}`, mood: stars > 3 ? 'good' : 'bad' }))),
    ['--time', 'mood'],
    /The column mood is no date and no number/,
    /--column 'mood=date'/,
  ],
  [
    'an item for a value',
    csv(rows(({ user, item }) => ({ user, item }))),
    ['--value', 'item'],
    /cannot be what --value says and a user or an item as well/,
    /Name another one/,
  ],
  [
    'a target',
    csv(rows(({ user, item, stars }) => ({ user, item, rating: stars }))),
    ['--target', 'rating'],
    /--target means nothing of .*, whose rows are events: nothing is predicted of them/,
    /--template predictive-model/,
  ],
  [
    'names that tell nothing',
    lines('\t'),
    [],
    /Which column says who took something, and which column says what was taken are not said. The likeliest is column_1:.* The likeliest is column_2:/,
    /--template=recommendation-system[\s\S]*--user=column_1[\s\S]*--item=column_2/,
  ],
  [
    'nothing that comes again',
    csv(rows((_, at) => ({ a: `a${at}`, b: `b${at}` }))),
    [],
    /No column of .* can say who took something/,
    /a user and an item, each of which comes in several rows/,
  ],
];
