import { quoted } from '../../text/encode.ts';
import type { Column, Dialect, Profile } from '../profile.ts';
import { fileOf, nameOf } from './place.ts';
import { seen } from './seen.ts';

/** `data/contract.toml`: how the file is read, what each column is, and why. Python obeys it and decides nothing. */
export function contractOf(profile: Profile): string {
  const { dialect, file, columns } = profile;
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
    '',
    '[dialect] # how the file was found to be written',
    ...dialectLines(dialect),
    '',
    '# kind: number, integer, category, date, text. role: feature, target, id, time, group, excluded.',
    '# known_at_prediction is assumed of every feature. YOURS: check each, since nobody can see it in a file.',
    '[columns]',
    '',
    '# What is to be predicted.',
    ...ofRole(['target']),
    ...headed('# How the rows are divided, and what they are called.', ofRole(['time', 'group', 'id'])),
    ...headed('# What it is predicted from.', ofRole(['feature'])),
    ...headed('# What is left out, and why.', ofRole(['excluded'])),
  ]);
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

const headed = (head: string, below: readonly string[]): readonly string[] =>
  below.length > 0 ? ['', head, ...below] : [];

const listOf = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'number' ? String(value) : quoted(value))).join(', ')}]`;

/** What is as in any plain CSV file is not written. */
function dialectLines({ missing: _, ...dialect }: Dialect): readonly string[] {
  return Object.entries(dialect).map(
    ([key, value]) => `${key} = ${typeof value === 'string' ? quoted(value) : String(value)}`,
  );
}

function lineOf(column: Column, profile: Profile): string {
  const facts = factsOf(column, profile).map(([key, value]) => `${key} = ${value}`);
  return `${keyOf(column.name)} = { ${facts.join(', ')} }`;
}

const keyOf = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : quoted(name));

type Fact = readonly [key: string, value: string];

function factsOf(column: Column, { target, rows }: Profile): readonly Fact[] {
  const { role, missing } = column;
  const kind = role === 'excluded' ? 'text' : kindInContract(column);
  const levels = column.order ?? column.levels.map(([level]) => level);
  const left = role === 'target' ? leftOut(column, target?.levels) : [];
  const facts: readonly (Fact | false)[] = [
    ['kind', quoted(kind)],
    ['role', quoted(role)],
    role === 'feature' && ['known_at_prediction', 'true'],
    role === 'feature' && missing > 0 && ['missing', 'true'],
    kind === 'date' && column.format !== undefined && column.format !== 'ISO8601' && ['format', quoted(column.format)],
    kind === 'number' && column.affixes !== undefined && ['affixes', listOf(column.affixes)],
    kind === 'category' && ['levels', listOf(role === 'target' ? (target?.levels ?? levels) : levels)],
    role === 'target' && target?.positive !== undefined && ['positive', quoted(target.positive)],
    left.length > 0 && ['left_out', listOf(left)],
    ['meaning', quoted(seen(column, rows.kept))],
    ['reason', quoted(column.excluded ?? column.reasons.join('; '))],
  ];
  return facts.filter((fact) => fact !== false);
}

/** The values of a target whose rows are left out: those of classes that are too small, and `""` for an empty cell. */
const leftOut = ({ missing, levels }: Column, kept: readonly string[] | undefined): readonly string[] => [
  ...(missing > 0 ? [''] : []),
  ...(kept ? levels.map(([level]) => level).filter((level) => !kept.includes(level)) : []),
];

/** The kinds of a contract are those that the project's code tells apart. */
function kindInContract({ kind }: Column): 'number' | 'integer' | 'category' | 'date' | 'text' {
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
    default:
      return 'text';
  }
}
