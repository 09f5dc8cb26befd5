/** The words that a column's name consists of, in small letters: `SalePrice`, `sale_price` and `Sale price` have the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');

/** The longest of some words that a name holds; a listed `a b c` is three words that stand together. */
export function wordIn(name: string, words: ReadonlySet<string>): string | undefined {
  const own = wordsOf(name);
  const runs = [3, 2, 1].flatMap((many) => own.slice(many - 1).map((_, at) => own.slice(at, at + many).join(' ')));
  return runs.find((run) => words.has(run));
}

/** Whether a name is one of some words and nothing more. */
export const isWord = (name: string, words: ReadonlySet<string>): boolean => words.has(wordsOf(name).join(' '));
