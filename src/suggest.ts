import leven from 'leven';
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  return candidates
    .map((c) => [leven(word.toLowerCase(), c.toLowerCase()), c] as const)
    .filter(([d]) => d <= 2)
    .sort(([a], [b]) => a - b)[0]?.[1];
}
