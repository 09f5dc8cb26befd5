import type { Looking, OpenQuestion } from '../../ask/bringing.ts';
import { usage } from '../../errors.ts';
import { ownDataFrom } from '../../plan/from-profile.ts';
import { countEvents } from '../../profile/events/count.ts';
import type { Part } from '../../profile/events/names.ts';
import { likely, recognise } from '../../profile/events/recognise.ts';
import { type Roles, rolesOf } from '../../profile/events/roles.ts';
import type { Overrides } from '../../profile/overrides.ts';
import type { Column, Profile } from '../../profile/profile.ts';
import { decideEvents } from '../../profile/whole/decide-events.ts';
import type { DataFile, Looked } from '../../profile/whole/look.ts';
import { describeProfile } from '../../report/profiled.ts';
import { printable } from '../../text/encode.ts';
import { thousands } from '../../text/say.ts';

/** A file of events: who took what. What only reading it again tells is told as soon as it is known who and what. */
export async function eventsIn(file: DataFile, looked: Looked, overrides: Overrides, cwd: string): Promise<Looking> {
  const open = openIn(looked, overrides);
  const decided = open.length === 0 ? await decide(file, looked, overrides) : undefined;
  return {
    open,
    profile: () => describeProfile(decided ?? undecided(looked)),
    finish: async (said) => {
      const settled = { ...overrides, ...said };
      const profile = decided ?? (await decide(file, looked, settled));
      return {
        form: 'events',
        is: `${profile.file.path}: events, in which users take items`,
        data: ownDataFrom(profile, settled, cwd),
        profile: describeProfile(profile),
      };
    },
  };
}

async function decide(file: DataFile, looked: Looked, overrides: Overrides): Promise<Profile> {
  const { columns, dialect } = looked;
  const roles = rolesOf(columns, dialect, overrides);
  const counted = await countEvents(file.bytes(), dialect, placesOf(roles, dialect.missing));
  return decideEvents(looked, roles, counted, overrides);
}

function placesOf({ user, item, value, time, minimum }: Roles, missing: readonly string[]) {
  const needed = [user.column, item.column, value?.column, time?.column].filter((one) => one !== undefined);
  const emptyOf = ({ strays = [] }: Column): ReadonlySet<string> => new Set(['', ...missing, ...strays]);
  return {
    user: user.column.position,
    item: item.column.position,
    ...(value ? { value: value.column.position } : {}),
    minimum,
    needed: needed.map((column) => [column.position, emptyOf(column)] as const),
  };
}

const undecided = ({ sample: _, ofNames: __, ...looked }: Looked): Profile => ({
  ...looked,
  suspicions: [],
  personal: looked.columns.flatMap(({ name, personal }) => (personal === undefined ? [] : [`${name}: ${personal}`])),
  warnings: [],
});

/** Who and what, where neither the owner nor a name says it. */
function openIn(looked: Looked, { user, item }: Overrides): readonly OpenQuestion[] {
  const { columns } = looked;
  const found = recognise(columns);
  const who = user ?? found.user?.column.name;
  const what = item ?? found.item?.column.name;
  return [
    ...(who === undefined ? [question('user', looked, what)] : []),
    ...(what === undefined ? [question('item', looked, who ?? likely(columns, 'user')[0]?.name)] : []),
  ];
}

const asked = {
  user: ['Which column says who?', 'Which column says who took something'],
  item: ['Which column says what was taken?', 'Which column says what was taken'],
} as const;

function question(part: Part, { columns, rows, file }: Looked, other: string | undefined): OpenQuestion {
  const names = likely(columns, part, other);
  const [first] = names;
  if (!first)
    throw usage(
      `No column of ${file.path} can say ${part === 'user' ? 'who took something' : 'what was taken'}: none names something that comes again.`,
      'Events are rows of a user and an item, each of which comes in several rows.',
    );
  const [message, unsaid] = asked[part];
  const rest = columns.filter(({ name }) => !names.some((one) => one.name === name));
  return {
    flag: part,
    message: `${message} (${thousands(rows.kept)} rows, ${columns.length} columns)`,
    unsaid,
    options: [
      ...names.map(({ name, reasons }) => ({ value: name, label: printable(name), hint: reasons.join('; ') })),
      ...rest.map(({ name, kind }) => ({ value: name, label: printable(name), hint: kind })),
    ],
    why: `${first.name}: ${first.reasons.join('; ')}`,
  };
}
