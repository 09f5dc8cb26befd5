/** The words that a column's name consists of, in small letters: `SalePrice`, `sale_price` and `Sale price` have the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');

/** The first of some words that a name holds; a listed `a b` is two words that stand together. */
export function wordIn(name: string, words: ReadonlySet<string>): string | undefined {
  const own = wordsOf(name);
  const pairs = own.slice(1).map((word, at) => `${own[at]} ${word}`);
  return [...pairs, ...own].find((word) => words.has(word));
}

/** Whether a name is one of some words and nothing more. */
export const isWord = (name: string, words: ReadonlySet<string>): boolean => words.has(wordsOf(name).join(' '));
