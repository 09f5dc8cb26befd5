import { quoted } from '../../text/encode.ts';
import type { Column, Dialect, Profile, Target } from '../profile.ts';
import { fileOf, nameOf } from './place.ts';
import { seen } from './seen.ts';

/** `data/contract.toml`: how the file is read, what each column is, and why. Python obeys it and decides nothing. */
export function contractOf(profile: Profile): string {
  const { dialect, file, columns, events } = profile;
  const ofEvents: readonly Column['role'][] = events ? ['user', 'item', 'value', 'time'] : [];
  const ofRole = (roles: readonly Column['role'][]): readonly string[] =>
    columns.filter(({ role }) => roles.includes(role)).map((column) => lineOf(column, profile));
  return lines([
    '# The contract of the data: every row is held against it, and the code knows no other fact about the',
    '# columns. It was written from the whole file; each decision has its reason, and each may be changed here.',
    '',
    '[data]',
    `name = ${quoted(nameOf(profile))}`,
    `version = ${quoted(`sha256 ${file.sha256.slice(0, 12)}`)}`,
    'license = "not said" # YOURS: who may use these rows',
    'synthetic = false',
    `file = ${quoted(fileOf(profile))}`,
    `sha256 = ${quoted(file.sha256)}`,
    `missing = ${listOf(dialect.missing)} # words that stand for an empty cell`,
    ...(events
      ? [
          `repeats = ${quoted(events.repeats)} # a user with an item twice: refuse, first, last, or count (all are one event)`,
        ]
      : []),
    '',
    ...dialectLines(dialect, columns),
    '',
    ...(events ? rolesOfEvents : rolesOfTable),
    '[columns]',
    ...headed('# Who took what, how it was liked, and when.', ofRole(ofEvents)),
    ...headed('# What is to be predicted.', ofRole(['target'])),
    ...headed('# How the rows are divided, and what they are called.', ofRole(events ? [] : ['time', 'group', 'id'])),
    ...headed('# What it is predicted from.', ofRole(['feature'])),
    ...headed(`# What is left out, and why. ${profile.extent ?? ''}`.trimEnd(), ofRole(['excluded'])),
  ]);
}

const rolesOfTable = [
  '# kind: number, integer, category, date, text. role: feature, target, id, time, group, excluded.',
  '# known_at_prediction is assumed of every feature. YOURS: check each, since nobody can see it in a file.',
];
const rolesOfEvents = [
  '# kind: number, integer, category, date, text. role: user, item, value (params.toml says from which on an event',
  '# is liked), time (without one, strategy = "random"), excluded. personal: people, whom no report names.',
];

type Fact = readonly [key: string, value: string];

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

const headed = (head: string, below: readonly string[]): readonly string[] =>
  below.length > 0 ? ['', head, ...below] : [];

const listOf = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'number' ? String(value) : quoted(value))).join(', ')}]`;

function dialectLines({ missing: _, ...dialect }: Dialect, columns: readonly Column[]): readonly string[] {
  const used = columns.filter(({ role }) => role !== 'excluded');
  const dates = used.flatMap(({ name, kind, format }): readonly Fact[] =>
    kind === 'date' && format !== undefined && format !== 'ISO8601' ? [[keyOf(name), quoted(format)]] : [],
  );
  const affixes = used.flatMap(({ name, kind, affixes = [] }): readonly Fact[] =>
    kind === 'embedded' ? [[keyOf(name), listOf(affixes)]] : [],
  );
  const marks = used.flatMap(({ name, kind, marks }): readonly Fact[] =>
    kind === 'embedded' && marks ? [[keyOf(name), listOf([marks.decimal, marks.thousands])]] : [],
  );
  return [
    '[dialect] # how the file was found to be written',
    ...Object.entries(dialect).map(
      ([key, value]) =>
        `${key} = ${typeof value === 'string' ? quoted(value) : Array.isArray(value) ? listOf(value) : value}`,
    ),
    ...table('[dialect.dates] # as strptime reads them', dates),
    ...table('[dialect.affixes] # what stands around numbers', affixes),
    ...table('[dialect.marks] # their decimal point, and what stands between thousands', marks),
  ];
}

const table = (head: string, facts: readonly Fact[]): readonly string[] =>
  facts.length > 0 ? ['', head, ...facts.map(([key, value]) => `${key} = ${value}`)] : [];

function lineOf(column: Column, profile: Profile): string {
  const facts = factsOf(column, profile).map(([key, value]) => `${key} = ${value}`);
  return `${keyOf(column.name)} = { ${facts.join(', ')} }`;
}

const keyOf = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : quoted(name));

function factsOf(column: Column, profile: Profile): readonly Fact[] {
  const { target, split, rows, dialect } = profile;
  const { role, missing, personal, strays = [] } = column;
  // Of people no level is named; a group needs none.
  const isName = role === 'user' || role === 'item';
  const isUnnamed = role === 'excluded' || isName || (role === 'group' && personal !== undefined);
  const kind = isUnnamed ? 'text' : kindInContract(column);
  const goal = role === 'target' ? target : undefined;
  const levels = goal?.classes.map(([level]) => level) ?? column.order ?? column.levels.map(([level]) => level);
  const isGappy = missing > 0 || strays.length > 0;
  const left = isPart(role) && isGappy ? [''] : [];
  const leftOut = [...left, ...(goal?.leftOut ?? []).map(([level]) => level)];
  const facts: readonly (Fact | false)[] = [
    ['kind', quoted(goal?.task === 'regression' && kind === 'category' ? 'number' : kind)],
    ['role', quoted(role)],
    (role === 'feature' || isOfEvent(role, profile)) && ['known_at_prediction', 'true'],
    isName && personal !== undefined && ['personal', 'true'],
    role === 'feature' && isGappy && ['missing', 'true'],
    strays.length > 0 && role !== 'excluded' && ['empty', listOf([...dialect.missing, ...strays])],
    isNumber(kind) && column.min !== undefined && ['range', listOf(rangeOf(column))],
    kind === 'category' && goal?.task !== 'regression' && ['levels', listOf(levels)],
    goal?.positive !== undefined && ['positive', quoted(goal.positive)],
    leftOut.length > 0 && ['left_out', listOf(leftOut)],
    role === 'group' && split?.newGroups === true && ['unseen', 'true'],
    ['meaning', quoted(seen(column, rows.kept))],
    reasonOf(column, goal) !== '' && ['reason', quoted(reasonOf(column, goal))],
    column.kept !== undefined && ['kept', quoted(column.kept)],
  ];
  return facts.filter((fact) => fact !== false);
}

const isNumber = (kind: string): boolean => kind === 'number' || kind === 'integer';

/** What is held to be possible: as far again beyond what was seen, and nothing below zero where nothing was. */
function rangeOf({ min, max }: Column): readonly number[] {
  const [low, high] = [Number(min), Number(max)];
  const span = high - low || Math.abs(high) || 1;
  return [low >= 0 ? 0 : rounded(low - span, Math.floor), rounded(high + span, Math.ceil)];
}

/** Two digits of a limit are enough; they are rounded away from what was seen. */
function rounded(limit: number, away: (value: number) => number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.abs(limit)) - 1);
  return limit === 0 ? 0 : Number((away(limit / unit) * unit).toPrecision(3));
}

/** Columns by which rows are divided: a row without a value belongs to no part. */
const isPart = (role: Column['role']): boolean => ['target', 'time', 'group', 'user', 'item', 'value'].includes(role);

const isOfEvent = (role: Column['role'], { events }: Profile): boolean => events !== undefined && isPart(role);

const reasonOf = ({ excluded, kept, reasons }: Column, goal: Target | undefined): string =>
  excluded ?? (kept === undefined ? (goal?.reasons ?? reasons).join('; ') : 'put back by the owner');

/** The kinds of a contract are those that the project's code tells apart. */
function kindInContract({ kind, role, min }: Column): 'number' | 'integer' | 'category' | 'date' | 'text' {
  switch (kind) {
    case 'number':
    case 'embedded':
      return 'number';
    case 'integer':
      return 'integer';
    case 'boolean':
    case 'category':
    case 'ordered':
    case 'constant':
      return 'category';
    case 'date':
      return 'date';
    case 'identifier':
      // Only its owner makes a feature of it.
      if (role === 'feature') return typeof min === 'number' ? 'number' : 'category';
      return 'text';
    default:
      return 'text';
  }
}
