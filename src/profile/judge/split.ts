import { counted } from '../../text/say.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Split, Target } from '../profile.ts';
import { chosenGroup, wantedGroup } from './group.ts';
import { type Choice, chosenTime, wantedTime } from './time.ts';

/** What parts the rows, and what its owner should know of it, in sentences. Rows without a value in its columns are left out. */
export interface SplitReading {
  readonly split: Split;
  readonly warnings: readonly string[];
}

/** What the owner wants rows to be parted by. */
export type Wanted = Pick<Overrides, 'time' | 'group'>;

/** By time where a date says when a row became known, by group where rows repeat an entity, else by strata of the target. */
export function readSplit(columns: readonly Column[], target: Target, wanted: Wanted = {}): SplitReading {
  const others = columns.filter(({ name, unfit }) => name !== target.name && unfit === undefined);
  const warnings: string[] = [];
  const group = wanted.group === undefined ? chosenGroup(others, warnings) : wantedGroup(columns, wanted.group, target);
  const time =
    wanted.time !== undefined
      ? wantedTime(columns, wanted.time, target)
      : wanted.group === undefined
        ? chosenTime(others, warnings)
        : undefined;
  const split = time ? byTime(time, group, wanted.group !== undefined) : group ? byGroup(group) : stratified(target);
  const used = columns.filter(({ name }) => name === split.column || name === split.group);
  return { split, warnings: [...warnings, ...used.flatMap(leftOut)] };
}

function byTime({ column, reasons }: Choice, group: Choice | undefined, newGroups: boolean): Split {
  if (!group) return { by: 'time', column: column.name, reasons };
  const { name } = group.column;
  const how = newGroups
    ? `the test part asks about a later time and about a new ${name}, so rows that are only one of them are left out`
    : `a ${name} goes on through time and may stand on both sides; --group '${name}' with --time asks for new ones`;
  return { by: 'time', column: column.name, group: name, newGroups, reasons: [...reasons, how] };
}

const byGroup = ({ column, reasons }: Choice): Split => ({ by: 'group', column: column.name, reasons });

const stratified = (target: Target): Split => ({
  by: 'stratified',
  reasons: [
    'no column says when a row became known, and none repeats an entity',
    `rows are drawn by chance, with ${target.task === 'regression' ? 'high and low values' : 'each class'} as common in every part`,
  ],
});

const leftOut = ({ name, missing }: Column): readonly string[] =>
  missing === 0
    ? []
    : [`${counted(missing, 'row')} without a value of ${name} left out: no part of the split is theirs.`];
