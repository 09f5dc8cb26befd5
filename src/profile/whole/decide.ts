import { usage } from '../../errors.ts';
import { listed } from '../../text/say.ts';
import { readTarget } from '../judge/target.ts';
import { extentOf } from '../leaks/extent.ts';
import { suspicions } from '../leaks/leaks.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Profile, Suspicion } from '../profile.ts';
import { copiesIn } from './copies.ts';
import type { Looked } from './look.ts';
import { partsOf } from './parts.ts';
import { withRoles } from './roles.ts';
import { ofColumns, ofRows } from './warnings.ts';

/** Decides everything that follows from the target; without one, only what the columns say by themselves. */
export function decide(all: Looked, overrides: Overrides): Profile {
  const { sample, ofNames, ...looked } = all;
  const { columns } = looked;
  const ofFile = [...ofRows(looked.rows), ...ofNames.map((said) => `In the header ${said}.`)];
  const personal = columns.flatMap(({ name, personal }) => (personal === undefined ? [] : [`${name}: ${personal}`]));
  if (overrides.target === undefined)
    return { ...looked, suspicions: [], personal, warnings: [...ofFile, ...ofColumns(columns)] };
  const { target, warnings: ofTarget } = readTarget(columns, overrides.target, overrides.positive);
  const { split, warnings: ofSplit } = partsOf(all, target, overrides);
  const grouped = split.by === 'group' ? split.column : split.group;
  const found = suspicions(sample, columns, target, looked.dialect, grouped);
  const known = { target, split, suspicions: found, copies: copiesIn(sample, columns, target.name), overrides };
  const decided = withRoles(columns, known);
  if (!decided.some(({ role }) => role === 'feature'))
    throw usage(
      `No column is left to predict ${target.name} from: ${listed(decided.filter(({ name }) => name !== target.name).map(whatFor))}.`,
      "Put one back with --keep 'column=why its value is known', or say what it is with --column 'column=kind'.",
    );
  const suspected = found.map((one) => unlessKept(one, overrides));
  return {
    ...looked,
    columns: decided,
    target,
    split,
    suspicions: suspected,
    extent: extentOf(sample, columns),
    personal,
    warnings: [...ofFile, ...ofSuspicions(suspected), ...ofTarget, ...ofSplit, ...ofColumns(decided)],
  };
}

/** What the owner puts back is not left out. */
const unlessKept = (suspicion: Suspicion, { keep }: Overrides): Suspicion => ({
  ...suspicion,
  excluded: suspicion.excluded && !suspicion.columns.every((name) => keep[name] !== undefined),
});

/** Of what gives much of the target away, and is used all the same. */
const ofSuspicions = (suspected: readonly Suspicion[]): readonly string[] => [
  ...new Set(suspected.filter(({ excluded }) => !excluded).map(({ said }) => `It is used, and may be a leak: ${said}`)),
];

/** What a column is there for, where it predicts nothing. */
const whatFor = ({ name, role, excluded }: Column): string => `${name} (${excluded ?? `its role is ${role}`})`;
