import { judge } from '../../src/profile/kinds/judge.ts';
import { type Family, families } from '../../src/profile/kinds/rule.ts';
import type { Kind } from '../../src/profile/profile.ts';
import { familyOf, type Labelled } from './columns.ts';

/** SortingHat's labels, as our kinds map to them. */
const familyOfKind: Readonly<Record<Kind, Family>> = {
  number: 'number',
  integer: 'number',
  boolean: 'category',
  category: 'category',
  ordered: 'category',
  date: 'date',
  identifier: 'unusable',
  constant: 'unusable',
  text: 'text',
  url: 'url',
  list: 'list',
  embedded: 'embedded',
};

const names: Readonly<Record<Family, string>> = {
  number: 'numeric',
  category: 'categorical',
  date: 'datetime',
  unusable: 'not-general.',
  text: 'sentence',
  url: 'url',
  list: 'list',
  embedded: 'embedded',
  unclear: 'context-sp.',
};

/** What is said of one column, and what people said; `unclear` is what we ask about. */
interface Said {
  readonly label: Family;
  readonly said: Family;
}

const share = (part: number, whole: number): string => (whole ? (part / whole).toFixed(4) : 'none');

/** Accuracy, the share asked about, and which label was taken for which. */
export function tally(columns: readonly Labelled[]): string {
  const all: readonly Said[] = columns.map(({ label, traits }) => {
    const { kind, asked } = judge(traits);
    return { label: familyOf(label), said: asked ? 'unclear' : familyOfKind[kind] };
  });
  const right = (some: readonly Said[]): number => some.filter(({ label, said }) => label === said).length;
  const sure = all.filter(({ said }) => said !== 'unclear');
  const count = (label: Family, said: Family): number =>
    all.filter((one) => one.label === label && one.said === said).length;
  const line = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(12), ...cells.map((cell) => String(cell).padStart(12))].join(' ');
  return [
    `columns                    ${all.length} of ${new Set(columns.map(({ file }) => file)).size} files`,
    `accuracy                   ${share(right(all), all.length)}  (asked counts as context-specific)`,
    `accuracy where not asked   ${share(right(sure), sure.length)}`,
    `asked about                ${share(all.length - sure.length, all.length)}`,
    '',
    'rows: what people said; columns: what is said here',
    line(
      '',
      families.map((family) => names[family]),
    ),
    ...families.map((label) =>
      line(
        names[label],
        families.map((said) => count(label, said)),
      ),
    ),
  ].join('\n');
}
