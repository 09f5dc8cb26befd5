import { describe, expect, test } from 'vitest';
import { eventsIn } from '../../src/commands/own/events.ts';
import { countEvents } from '../../src/profile/events/count.ts';
import { rolesOf } from '../../src/profile/events/roles.ts';
import { Tally } from '../../src/profile/events/tally.ts';
import type { Overrides } from '../../src/profile/overrides.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';
import { decideEvents } from '../../src/profile/whole/decide-events.ts';
import { look } from '../../src/profile/whole/look.ts';
import { inMemory, unsaid } from '../support/decided.ts';

/** Users who each took so many of 40 items: what else a row holds follows from the user and from which item it is. */
function log(
  each: readonly number[],
  more: Readonly<Record<string, (user: number, step: number) => unknown>> = {},
): string {
  const rows = each.flatMap((many, user) =>
    Array.from({ length: many }, (_, step) =>
      [`u${user}`, `i${(7 * user + 3 * step) % 40}`, ...Object.values(more).map((cell) => cell(user, step))].join(','),
    ),
  );
  return [['user', 'item', ...Object.keys(more)].join(','), ...rows].join('\n');
}
const all = (users: number, each: number): readonly number[] => Array.from({ length: users }, () => each);
const day = (user: number, step: number): string =>
  new Date(Date.UTC(2020, 0, 1 + user + 2 * step)).toISOString().slice(0, 10);

async function eventsOf(text: string, said: Partial<Overrides> = {}) {
  const overrides = { ...unsaid, ...said };
  const file = inMemory(text);
  const looking = await eventsIn(file, await look(file, overrides), overrides, '/home');
  expect(looking.open).toEqual([]);
  const { data, profile } = await looking.finish({});
  if (!('events' in profile) || !profile.events) throw new Error('These are no events.');
  return { data, profile, events: profile.events, warnings: profile.warnings.join('\n') };
}

test('each user and item counts once for another, by what is liked, and rows that lack something by themselves', async () => {
  const text = ['u,i,v', 'a,x,5', 'a,x,4', 'a,y,3', 'b,x,4', 'b,,5', 'NA,x,5', 'b,x,soon', 'c,z,', 'c,y,1', ''].join(
    '\n',
  );
  const empty = new Set(['', 'NA']);
  const needed = [
    [0, empty],
    [1, empty],
    [2, new Set([...empty, 'soon'])],
  ] as const;
  const places = { user: 0, item: 1, value: 2, minimum: 4, needed };
  const { users, items, ...counted } = await countEvents(inMemory(text).bytes(), plainCsv, places);
  expect(counted).toEqual({ events: 5, lacking: 4, liked: 3, repeated: { rows: 1, among: 5 } });
  expect([1, 2].map((times) => users.atLeast(times))).toEqual([2, 0]);
  expect([1, 2, 3].map((times) => items.atLeast(times))).toEqual([1, 1, 0]);
  const { value: _, ...without } = places;
  expect((await countEvents(inMemory(text).bytes(), plainCsv, without)).liked).toBe(5);
});

test.each<readonly [what: string, each: readonly number[], last: number]>([
  ['few', all(20, 7), 1],
  ['some', all(20, 8), 2],
  ['a few more', all(20, 14), 2],
  ['many', all(20, 15), 3],
  ['many, of whom nobody knows enough', [...all(7, 15), ...all(5, 3)], 1],
  ['many, of whom some know enough', [...all(9, 15), ...all(4, 5)], 2],
])('of users who took %s, %3$d are held out', async (_, each, last) => {
  expect((await eventsOf(log(each))).events.last).toBe(last);
});

test('ten users who took three items are enough, and nine are not', async () => {
  await expect(eventsOf(log([...all(9, 3), ...all(30, 2)]))).rejects.toThrow(
    /^Only 9 users of user took three different items/,
  );
  expect((await eventsOf(log([...all(10, 3), ...all(30, 2)]))).events.users).toBe(40);
});

const stars = (user: number, step: number): number => 1 + ((user + step) % 5);

test.each<readonly [what: string, text: string, said: Partial<Overrides>, decided: object]>([
  ['by time', log(all(20, 9), { on: day }), {}, { time: 'on', strategy: 'last' }],
  ['drawn, where time is left out', log(all(20, 9), { on: day }), { leaveOut: ['on'] }, { strategy: 'random' }],
  [
    'all liked, where the rating is left out',
    log(all(20, 9), { rating: stars }),
    { leaveOut: ['rating'] },
    { repeats: 'count', minimum: 1 },
  ],
  [
    'with a value that the owner names, which is then no time',
    log(all(20, 9), { day: (user, step) => (user + step) % 9 }),
    { value: 'day' },
    { value: 'day', strategy: 'random', explicit: true },
  ],
  [
    'with a time by whose name it may be a rating as well',
    log(all(20, 9), { rated: (user) => 1_600_000_000 + 86_400 * user }),
    {},
    { time: 'rated', strategy: 'last', explicit: false, repeats: 'count' },
  ],
  [
    'with a value that says how much',
    log(all(20, 9), { qty: stars }),
    { value: 'qty' },
    { value: 'qty', explicit: false, minimum: 1 },
  ],
  [
    'with a value of many numbers, which is no scale',
    log(all(20, 9), { worth: (user, step) => 10 * user + step }),
    { value: 'worth' },
    { value: 'worth', explicit: false, minimum: 1 },
  ],
])('events are decided %s', async (_, text, said, decided) => {
  const { events } = await eventsOf(text, said);
  expect(events).toMatchObject(decided);
  for (const key of ['value', 'time'] as const) expect(key in events).toBe(key in decided);
});

const mail = (name: number): string => `p${name}@firma.de`;

test.each<readonly [what: string, text: string, warning: RegExp | undefined]>([
  ['nothing', log(all(200, 9), { on: day }), undefined],
  [
    'few users',
    log(all(199, 9), { rating: stars, on: day }),
    /^Only 199 users can be measured, so intervals will be wide\.\n/,
  ],
  [
    'little that is liked',
    log(all(200, 9), { rating: (user, step) => (user < 20 && step < 4 ? 5 : 1 + (step % 3)) }),
    /^Only 4 % of the events count as liked\.\nOnly 20 users can/,
  ],
  [
    'many zeros',
    log(all(200, 9), { rating: (user, step) => ((user + step) % 3 === 0 ? 0 : stars(user, step)) }),
    /^33 % of rating are 0, which often says that there is none\.\n/,
  ],
  [
    'rows that cannot be read',
    `${log(all(200, 9))}\na,b,c,d`,
    /^1 row could not be read \(less than 0\.1 %\); the first is line 1802: .*$/,
  ],
  [
    'a word for a rating',
    log(all(200, 9), { rating: (user, step) => (user === 7 && step < 2 ? 'soon' : stars(user, step)) }),
    /^2 rows lack user, item or what else an event needs, and are left out \(0\.1 %\)\.\n[^\n]*\nSome cells of rating are no numbers and count as empty: soon\.$/,
  ],
])('is said: %s', async (_, text, warning) => {
  const { warnings } = await eventsOf(text);
  if (warning) expect(warnings).toMatch(warning);
  else expect(warnings).toBe('');
});

test.each([
  ['user', 'u'],
  ['item', 'i'],
])('where the %s is a person, it is said, and no name is', async (part, letter) => {
  const text = log(all(200, 9)).replace(new RegExp(`\\b${letter}(\\d+)`, 'g'), (__, number) => mail(Number(number)));
  const { data, profile, events } = await eventsOf(text);
  expect(profile.personal).toEqual([`${part}: e-mail addresses`]);
  expect(events.said.people).toMatch(new RegExp(`^People are named by ${part} \\(e-mail addresses\\)`));
  expect(data.words).toMatchObject({ ignored: true, people: events.said.people });
  const written = data.files.flatMap(({ content }) => (typeof content === 'string' ? [content] : []));
  expect(JSON.stringify([profile, data.words, ...written])).not.toContain('firma.de');
});

test.each([
  ['the latest', { rating: stars, on: day }, 'the latest rating counts'],
  ['the lowest, without a time', { rating: stars }, 'the lowest rating counts'],
  ['how often', {}, 'they are one event, and how often is counted'],
  [
    'what was taken, at first',
    { qty: stars, on: day },
    'they are one event, at the time of the first, and its qty is added up',
  ],
])('of events that repeat %s counts', async (_, more, said) => {
  const text = log(all(20, 9), more);
  const { events } = await eventsOf(`${text}\n${text.split('\n').slice(1, 4).join('\n')}`);
  expect(events.said.repeats).toBe(`3 rows of 183 repeat a user with an item: ${said}.`);
  expect(events.repeated).toEqual({ rows: 3, among: 183 });
});

test('a value is a number of its scale, and the command and the record say which column is what', async () => {
  const { data, profile } = await eventsOf(log(all(20, 9), { rating: stars, on: day, note: () => 'x' }), {
    leaveOut: ['note'],
  });
  expect(profile.columns.find(({ name }) => name === 'rating')).toMatchObject({
    ...{ role: 'value', kind: 'integer', min: 1, max: 5 },
  });
  expect(data.flags).toEqual([
    ...[
      ['data', 'rows.csv'],
      ['user', 'user'],
      ['item', 'item'],
      ['value', 'rating'],
    ],
    ...[
      ['leave-out', 'note'],
      ['time', 'on'],
    ],
  ]);
  expect(data.record).toEqual({
    ...{ path: 'rows.csv', sha256: `sha256:${'f'.repeat(64)}`, leaveOut: ['note'] },
    ...{ user: 'user', item: 'item', value: 'rating', time: 'on' },
  });
});

test('of a catalogue that is too large, items that were liked more often stay', async () => {
  const looked = await look(inMemory(log(all(20, 9))), unsaid);
  const [users, items] = [new Tally(), new Tally()];
  for (let user = 0; user < 300; user += 1) for (let times = 0; times < 9; times += 1) users.add(`u${user}`);
  for (let item = 0; item < 25_000; item += 1) for (let times = 0; times <= item % 5; times += 1) items.add(`i${item}`);
  const counts = { events: 75_000, lacking: 0, liked: 75_000, repeated: { rows: 0, among: 75_000 }, users, items };
  const { events, warnings } = decideEvents(looked, rolesOf(looked.columns, plainCsv, unsaid), counts, unsaid);
  expect(events?.fewest).toBe(2);
  expect(warnings.join('\n')).toMatch(/those with 2 liked events or more can be recommended \(20,000 items\)/);
});

describe('is refused', () => {
  test.each<readonly [what: string, text: string, said: Partial<Overrides>, refusal: RegExp]>([
    [
      'a time that never changes',
      log(all(20, 9), { on: () => '2024-01-02' }),
      { time: 'on', kinds: { on: 'date' } },
      /has the same value in every row, so events have no order/,
    ],
    [
      'a time in several ways',
      log(all(20, 9), { on: (user, step) => (step % 2 ? day(user, step) : `0${1 + (user % 9)}.05.2024`) }),
      { time: 'on' },
      /The column on cannot say when: its dates are written in several ways/,
    ],
  ])('%s', async (_, text, said, refusal) => {
    await expect(eventsOf(text, said)).rejects.toThrow(refusal);
  });
});
