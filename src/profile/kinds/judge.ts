import type { Column, Kind, Reasons } from '../profile.ts';
import type { Traits } from '../traits.ts';
import { certainties, levelsOf } from './certain.ts';
import { chooseFormat } from './date-formats.ts';
import { orderOf } from './orders.ts';
import { type Family, families } from './rule.ts';
import { score } from './score.ts';
import { type View, view } from './view.ts';

type Known = 'kind' | 'confidence' | 'reasons' | 'format' | 'guessed' | 'affixes' | 'marks' | 'order';

/** What a column is held to be. */
export interface Judged extends Pick<Column, Known> {
  /** Whether that is too unsure to be taken without asking. */
  readonly asked: boolean;
}

/** Below this confidence the review asks. */
export const sure = 0.52;

/** The kinds that a family has. */
function kindOf(family: Family, column: View): Kind {
  switch (family) {
    case 'number':
      return column.share('decimal') > 0 || !column.numbers ? 'number' : 'integer';
    case 'category':
      return orderOf(levelsOf(column)) && levelsOf(column).length === column.distinct ? 'ordered' : 'category';
    case 'unusable':
      return column.distinct <= 1 || column.missing > 0.97 ? 'constant' : 'identifier';
    case 'unclear':
      return 'category';
    default:
      return family;
  }
}

type Verdict = Pick<Judged, 'kind' | 'confidence' | 'reasons'> & { readonly format?: string };

/** The kind for which the points speak; sure is what stands out from the rest, and from what people do not agree on. */
function byPoints(column: View): Verdict {
  const { chances, reasons } = score(column);
  const [first = 'category', second = 'unclear'] = families
    .filter((family) => family !== 'unclear')
    .toSorted((one, two) => chances[two] - chances[one]);
  return {
    kind: kindOf(first, column),
    confidence: Math.max(0, chances[first] - chances.unclear),
    reasons: reasons(first, second),
  };
}

function verdict(column: View): Verdict {
  const certain = certainties.find(({ when }) => when(column));
  if (!certain) return byPoints(column);
  const { kind, confidence, reason, format } = certain;
  const also = byPoints(column);
  const reasons = [reason, ...(also.kind === kind ? also.reasons : [])];
  return { kind, confidence, reasons, ...(format ? { format } : {}) };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** How dates are read, and what is unsure about it. */
function dated({ confidence, reasons, format }: Verdict, column: View): Omit<Judged, 'kind' | 'asked'> {
  if (format) return { confidence, reasons, format };
  const formats = column.traits.formats ?? [];
  const chosen = chooseFormat(formats);
  if (!chosen) {
    const some = formats.slice(0, 3).map((one) => one.format);
    return {
      confidence: Math.min(confidence, 0.3),
      reasons: [`its dates are in several formats: ${some.join(', ')}`, ...reasons],
    };
  }
  const other = 1 - column.share('date', 'integer');
  const said: Reasons = [
    ...(chosen.reason ? [chosen.reason] : []),
    ...(other > 0 ? [`${percent(other)} of its cells are no dates`] : []),
  ];
  return {
    confidence: other > 0 ? Math.min(confidence, 0.7) : confidence,
    ...(chosen.guessed ? { guessed: true } : {}),
    reasons: [...said, ...reasons],
    format: chosen.format,
  };
}

/** The kind of a column, from its facts, with the two strongest reasons. */
export function judge(facts: Traits): Judged {
  const column = view(facts);
  const found = verdict(column);
  const { kind } = found;
  let more: Omit<Judged, 'kind' | 'asked'> = { confidence: found.confidence, reasons: found.reasons };
  if (kind === 'date') more = dated(found, column);
  if (kind === 'embedded')
    more = {
      ...more,
      affixes: (facts.around ?? []).map(([affix]) => affix),
      ...(facts.marks ? { marks: facts.marks } : {}),
    };
  if (kind === 'ordered') more = { ...more, order: orderOf(levelsOf(column)) ?? byValue(levelsOf(column)) };
  const change = facts.changed;
  if (change)
    more = {
      ...more,
      confidence: Math.min(more.confidence, 0.3),
      reasons: [
        `from row ${change.row + 1} on its cells are ${words[change.to]}, and ${words[change.from]} before`,
        ...more.reasons,
      ],
    };
  const confidence = Math.round(more.confidence * 100) / 100;
  return { ...more, kind, confidence, asked: confidence < sure, reasons: more.reasons.slice(0, 2) };
}

const byValue = (levels: readonly string[]): readonly string[] =>
  levels.toSorted((one, two) => Number(one) - Number(two));

const words: Readonly<Record<string, string>> = {
  integer: 'whole numbers',
  decimal: 'numbers',
  zeros: 'digits',
  special: 'numbers',
  embedded: 'numbers with words',
  date: 'dates',
  url: 'addresses',
  email: 'addresses',
  list: 'lists',
  word: 'words',
  text: 'sentences',
};
