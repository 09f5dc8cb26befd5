import leven from 'leven';

/** Nobody types a longer word, and comparing two takes the product of their lengths. */
const longest = 100;

/** The candidate that was most likely meant by a misspelt or shortened word, as the candidate is written. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed === '' || typed.length > longest) return undefined;
  return candidates
    .filter((candidate) => candidate.length <= longest)
    .flatMap((candidate) => {
      const edits = editsBetween(typed, candidate.toLowerCase());
      const score = scoreOf(typed, candidate.toLowerCase(), edits);
      return score === undefined ? [] : [{ candidate, score, edits }];
    })
    .toSorted((a, b) => a.score - b.score || a.edits - b.edits)[0]?.candidate;
}

/** Lower is closer; undefined is too far. A third of the letters may be wrong: more would suggest `list` for `best`. */
function scoreOf(typed: string, candidate: string, edits: number): number | undefined {
  // A beginning says as much as one slip. Two letters begin too many words.
  if (typed.length >= 3 && candidate.startsWith(typed)) return Math.min(edits, 1);
  // Of a short word the first letter is the one that is never wrong: `ksh` and `dash` are names of their own, not `zsh`, `bash`.
  const isSwap = sorted(typed) === sorted(candidate);
  if (typed.length <= 4 && typed[0] !== candidate[0] && !isSwap) return undefined;
  return edits <= limitFor(typed, candidate) ? edits : undefined;
}

const limitFor = (a: string, b: string): number => Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));

function editsBetween(a: string, b: string): number {
  // Never stopped short of two edits, and one above the limit, so that a distance cut off there reads as too far.
  const edits = leven(a, b, { maxDistance: limitFor(a, b) + 2 });
  // Two letters swapped are one slip of the fingers, though two edits.
  return edits === 2 && sorted(a) === sorted(b) ? 1 : edits;
}

const sorted = (word: string): string => [...word].sort().join('');
