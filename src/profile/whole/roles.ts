import { usage } from '../../errors.ts';
import { thousands } from '../../text/say.ts';
import type { Overrides } from '../overrides.ts';
import type { Column, Split, Suspicion, Target } from '../profile.ts';

/** A category of more levels, or of fewer rows for each, has little to learn from. */
const mostLevels = 300;
const rowsOfLevel = 5;

/** What is decided before a column's role is: what it is not is told by these. */
export interface Known {
  readonly target: Target;
  readonly split: Split;
  readonly suspicions: readonly Suspicion[];
  /** Columns that repeat another one: its name by theirs. */
  readonly copies: ReadonlyMap<string, string>;
  readonly overrides: Overrides;
}

/** Gives every column its role: what it does for the prediction, or why it is left out. */
export function withRoles(columns: readonly Column[], known: Known): readonly Column[] {
  const { target, split } = known;
  const ids = columns.filter((column) => isId(column, known));
  return columns.map((column): Column => {
    const { name } = column;
    if (name === target.name) return { ...column, role: 'target' };
    if (name === split.column) return { ...column, role: split.by === 'time' ? 'time' : 'group' };
    if (name === split.group) return { ...column, role: 'group' };
    const { keep, leaveOut } = known.overrides;
    if (leaveOut.includes(name)) return { ...column, role: 'excluded', excluded: 'the owner has left it out' };
    if (column === ids[0] && keep[name] === undefined) return { ...column, role: 'id' };
    const why = whyExcluded(column, known);
    if (why === undefined) return { ...column, role: 'feature' };
    const kept = keep[name];
    if (kept !== undefined) checkReadable(column);
    return kept === undefined ? { ...column, role: 'excluded', excluded: why } : { ...column, role: 'feature', kept };
  });
}

/** A column that is put back must be one that the model can read. */
function checkReadable({ name, kind, min, unfit, distinct, levels }: Column): void {
  const isNumber = kind === 'identifier' && typeof min === 'number';
  if (unfit !== undefined) throw usage(`--keep ${name}: ${unfit}.`, 'Mend the cells in the file, and run it again.');
  const isRead = ofKind[kind] === undefined || kind === 'constant' || isNumber || levels.length === distinct;
  if (isRead && kind !== 'text' && kind !== 'list' && kind !== 'url') return;
  throw usage(
    `--keep ${name}: ${ofKind[kind] ?? 'it cannot be read by the model'}.`,
    `If it is something else, say so with --column '${name}=category' or '${name}=number'.`,
  );
}

/** What a row can be called by: it has another value in every row. */
const isId = ({ name, kind, rows, distinct, personal }: Column, { target, split }: Known): boolean =>
  kind === 'identifier' && distinct === rows && personal === undefined && ![target.name, split.column].includes(name);

const ofKind: Partial<Record<Column['kind'], string>> = {
  constant: 'it has the same value in every row',
  identifier: 'it names rows or things, and says nothing about the next ones',
  text: 'it is free text, which the model does not read',
  list: 'it holds lists, which the model does not read',
  url: 'it holds addresses, which the model does not read',
};

function whyExcluded(column: Column, { suspicions, copies }: Known): string | undefined {
  const { name, kind, unfit, personal, rows, missing, distinct, levels } = column;
  if (missing === rows) return 'it is empty in every row';
  if (personal !== undefined) return `it holds personal data (${personal})`;
  const other = copies.get(name);
  if (other !== undefined) return `it repeats the column ${other}`;
  const leak = suspicions.find(({ columns, excluded }) => excluded && columns.includes(name));
  if (leak) return `suspected leak: ${leak.said.replace(/\.$/, '')}`;
  if (ofKind[kind] !== undefined) return ofKind[kind];
  if (unfit !== undefined) return unfit;
  const isCategory = kind === 'category' || kind === 'ordered';
  // What its owner says it is, it is, where its levels are known.
  const isLong = distinct > mostLevels || rows - missing < rowsOfLevel * distinct;
  if (isCategory && (levels.length < distinct || (isLong && column.said !== true)))
    return `${thousands(distinct)} levels in ${thousands(rows - missing)} rows are too many to learn from`;
  return undefined;
}
