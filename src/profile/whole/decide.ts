import { usage } from '../../errors.ts';
import { counted, listed, percent } from '../judge/say.ts';
import { readSplit } from '../judge/split.ts';
import { readTarget } from '../judge/target.ts';
import { extentOf } from '../leaks/extent.ts';
import { suspicions } from '../leaks/leaks.ts';
import type { Column, Overrides, Profile, Rows } from '../profile.ts';
import { copiesIn } from './copies.ts';
import type { Looked } from './look.ts';
import { withRoles } from './roles.ts';

/** Decides everything that follows from the target; without one, only what the columns say by themselves. */
export function decide({ sample, ...looked }: Looked, overrides: Overrides): Profile {
  const { columns } = looked;
  const personal = columns.flatMap(({ name, personal }) => (personal === undefined ? [] : [`${name}: ${personal}`]));
  if (overrides.target === undefined)
    return { ...looked, suspicions: [], personal, warnings: [...ofRows(looked.rows), ...ofColumns(columns)] };
  const { target, warnings: ofTarget } = readTarget(columns, overrides.target, overrides.positive);
  const { split, warnings: ofSplit } = readSplit(columns, target, wantedIn(overrides));
  const suspected = suspicions(
    sample,
    columns,
    target,
    looked.dialect,
    split.by === 'group' ? split.column : split.group,
  );
  const known = { target, split, suspicions: suspected, copies: copiesIn(sample, columns, target.name), overrides };
  const decided = withRoles(columns, known);
  if (!decided.some(({ role }) => role === 'feature'))
    throw usage(
      `No column is left to predict ${target.name} from: ${listed(decided.filter(({ role }) => role === 'excluded').map(({ name, excluded }) => `${name} (${excluded})`))}.`,
      "Put one back with --keep 'column=why its value is known', or say what it is with --column 'column=kind'.",
    );
  return {
    ...looked,
    columns: decided,
    target,
    split,
    suspicions: suspected,
    extent: extentOf(sample, columns),
    personal,
    warnings: [...ofRows(looked.rows), ...ofTarget, ...ofSplit, ...ofColumns(decided)],
  };
}

const wantedIn = ({ time, group }: Overrides) => ({
  ...(time === undefined ? {} : { time }),
  ...(group === undefined ? {} : { group }),
});

function ofRows({ read, kept, refused }: Rows): readonly string[] {
  if (read === kept) return [];
  const [first] = refused;
  const where = first === undefined ? '' : `; the first is line ${first.line}: ${first.reason}`;
  return [`${counted(read - kept, 'row')} could not be read (${percent((read - kept) / read)})${where}.`];
}

/** What is not known well enough, or stands out, in what is used. */
function ofColumns(columns: readonly Column[]): readonly string[] {
  const used = columns.filter(({ role }) => role !== 'excluded');
  const guessed = used.filter(({ asked }) => asked === true);
  const unsure = used.filter(({ guessed }) => guessed === true);
  const empty = used.filter(({ missing, rows }) => missing > rows / 2);
  return [
    ...guessed.map(
      ({ name, kind, reasons }) =>
        `The kind of ${name} is a guess: ${kind}, since ${reasons[0] ?? 'nothing speaks against it'}.`,
    ),
    ...unsure.map(
      ({ name, format = '' }) =>
        `No row tells the day from the month in ${name}: it is read as ${format}, which is a guess.`,
    ),
    ...(empty.length > 0
      ? [`More than half of the rows have no value of ${listed(empty.map(({ name }) => name))}.`]
      : []),
  ];
}
