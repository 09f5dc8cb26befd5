import type { DataName, EventName } from '../../answers/standard.ts';
import { thousands } from '../../text/say.ts';
import { readableSize } from '../../text/size.ts';
import type { Data } from '../../types.ts';
import type { Column, Profile } from '../profile.ts';
import { eventWords } from './event-words.ts';
import { fileOf, isIgnored, lastOf, nameOf } from './place.ts';
import { seen, share } from './seen.ts';

/** What prose says of the data: `data.*` of `.hbs` files. */
export function wordsOf(profile: Profile): Readonly<Record<DataName, Data> & Partial<Record<EventName, Data>>> {
  const { columns, target, split, rows, file, duplicates } = profile;
  const goal = columns.find(({ name }) => name === target?.name);
  const levels = target?.classes.map(([level]) => level) ?? [];
  const positives = goal?.levels.find(([level]) => level === target?.positive)?.[1] ?? 0;
  const features = columns.filter(({ role }) => role === 'feature');
  return {
    name: nameOf(profile),
    file: lastOf(profile),
    path: fileOf(profile),
    bytes: readableSize(file.bytes),
    rows: thousands(rows.kept),
    refused: refusedIn(profile),
    duplicates: duplicatesIn(duplicates),
    ignored: isIgnored(profile),
    target: target?.name ?? '',
    positive: target?.positive ?? '',
    negative: levels.find((level) => level !== target?.positive) ?? '',
    share: share(positives, rows.kept),
    split: profile.events?.said.split ?? (split ? `${parted[split.by]}: ${split.reasons.join('; ')}.` : ''),
    features: thousands(features.length),
    columns: columns.map((column) => ({ ...described(column), seen: seen(column, rows.kept) })),
    left: columns.filter(({ role }) => role === 'excluded').map(({ name, excluded = '' }) => ({ name, why: excluded })),
    kept: columns.filter(({ kept }) => kept !== undefined).map(({ name, kept = '' }) => ({ name, why: kept })),
    slices: slicesIn(features, rows.kept),
    extent: profile.extent ?? '',
    language: '',
    warnings: profile.warnings,
    ...eventWords(profile),
  };
}

const parted = { time: 'By time', group: 'By group', stratified: 'Stratified' } as const;

const described = ({ name, kind, role, said, asked }: Column) => ({
  name,
  kind: `${kind}${said ? ' (said by the owner)' : asked ? ' (guessed)' : ''}`,
  role,
});

function refusedIn({ rows: { read, kept, refused, refusedMore } }: Profile): string {
  if (read === kept) return '';
  const named = refused.map(({ line, reason }) => `line ${thousands(line)}: ${reason}`);
  const more = refusedMore > 0 ? `; and ${thousands(refusedMore)} more` : '';
  return `${thousands(read - kept)} of ${thousands(read)} rows (${named.join('; ')}${more})`;
}

const duplicatesIn = ({ rows, among }: Profile['duplicates']): string =>
  rows === 0
    ? `none among ${thousands(among)} rows`
    : `${thousands(rows)} rows of ${thousands(among)} equal an earlier one`;

const fewest = 40;

/** Up to three features that cut the rows into a few groups large enough to measure: those with fewest levels first. */
function slicesIn(features: readonly Column[], rows: number): readonly string[] {
  const cutting = features.filter(({ kind, levels, distinct }) => {
    const isCut = kind === 'boolean' || kind === 'category' || kind === 'ordered';
    return isCut && distinct >= 2 && distinct <= 6 && Math.min(...levels.map(([, size]) => size)) >= fewest;
  });
  const numbers = features.filter(({ kind, distinct }) => (kind === 'number' || kind === 'integer') && distinct > 20);
  const enough = rows >= 12 * fewest ? numbers : [];
  return [...cutting.toSorted((a, b) => a.distinct - b.distinct), ...enough].slice(0, 3).map(({ name }) => name);
}
