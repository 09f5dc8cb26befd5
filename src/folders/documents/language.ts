import { listed, thousands } from '../../text/say.ts';
import type { Documents } from './found.ts';

/** Scripts by the letters that are theirs, the surest first. */
const scripts: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Chinese', /\p{Script=Han}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Latin', /\p{Script=Latin}/gu],
];

/** Words that are in nearly every text of a language, and in few of any other. */
const words: Readonly<Record<string, string>> = {
  english: 'the and of to is that for with this are',
  german: 'der die und das nicht ist ein mit den werden',
  french: 'les des est une dans pour que vous pas sur',
  spanish: 'los las una que para por con del como está',
  italian: 'che di il per una sono della con gli questo',
  portuguese: 'não uma para com são você os mais como dos',
  dutch: 'het een van niet dat zijn voor met worden deze',
  swedish: 'och att det som är inte för med ett kan',
  danish: 'og det ikke som til på med der kan skal',
  norwegian: 'og det ikke som til på med er kan hvis',
  finnish: 'ja on ei se että tai ovat kun joka voi',
  hungarian: 'és az hogy nem egy van vagy ezt meg csak',
  romanian: 'și este nu pentru care din sau mai sunt cu',
  turkish: 've bir bu için ile olarak da de veya gibi',
  russian: 'и в не на что для это как или по',
};

/** Languages whose endings the project's stemmer cuts off; of others words are compared as they stand. */
const stemmed = new Set([...Object.keys(words), 'greek', 'arabic']);

/** How much of a text is looked at. */
const looked = 20_000;

/** The language of a text, or its script where that says enough; undefined where nothing tells. */
export function languageOf(whole: string): string | undefined {
  const text = whole.slice(0, looked);
  const counts = scripts.map(([name, letters]) => [name, text.match(letters)?.length ?? 0] as const);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (all < 20) return undefined;
  const found = counts.find(([name, count]) => count > (name === 'Latin' ? 0.5 : 0.2) * all)?.[0];
  if (found !== 'Latin' && found !== 'Cyrillic') return found?.toLowerCase();
  const held = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) held.set(word, (held.get(word) ?? 0) + 1);
  const total = [...held.values()].reduce((sum, count) => sum + count, 0);
  const shares = Object.entries(words).map(([language, few]) => {
    const hits = few.split(' ').reduce((sum, word) => sum + (held.get(word) ?? 0), 0);
    return [language, hits / total] as const;
  });
  const [language, share] = shares.reduce((best, one) => (one[1] > best[1] ? one : best));
  return share > 0.03 ? language : undefined;
}

/** A language as a sentence has it. */
export const named = (language: string): string => `${language.slice(0, 1).toUpperCase()}${language.slice(1)}`;

/** The languages of some documents, the commonest first. */
export const languagesOf = ({ languages }: Pick<Documents, 'languages'>): string =>
  languages.length === 0
    ? 'the language could not be told'
    : listed(languages.map(([name, many]) => `${named(name)} (${thousands(many)})`));

/** What the project's parameters call it. */
export const stemmerOf = (language: string | undefined): string =>
  language !== undefined && stemmed.has(language) ? language : 'none';
