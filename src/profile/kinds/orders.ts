/** Words that have an order, from low to high; each scale in lower case. What stands between bars means the same. */
const scales: readonly (readonly string[])[] = [
  'none|no|never, very low|lowest|minimal, low|small|minor|mild|slight, medium|moderate|mid|middle|average|normal, high|large|major|severe|strong, very high|highest|extreme|critical|urgent',
  'poor|bad|very poor|very bad|worst, fair|ok|okay|acceptable|passable, average|mediocre, good|better, very good, excellent|best|great|ideal|premium|outstanding|perfect',
  'strongly disagree, disagree|somewhat disagree, neutral|neither|neither agree nor disagree|undecided, agree|somewhat agree, strongly agree',
  'very dissatisfied|very unsatisfied, dissatisfied|unsatisfied, neutral, satisfied, very satisfied',
  'very unlikely, unlikely, neutral|neither, likely, very likely',
  'never, rarely|seldom|almost never, sometimes|occasionally, often|frequently|usually, always|very often',
  'xxs, xs, s, m, l, xl, xxl|2xl, xxxl|3xl',
  'extra small|tiny, small, medium, large|big, extra large|huge',
  'monday|mon, tuesday|tue|tues, wednesday|wed, thursday|thu|thur|thurs, friday|fri, saturday|sat, sunday|sun',
  'january|jan, february|feb, march|mar, april|apr, may, june|jun, july|jul, august|aug, september|sep|sept, october|oct, november|nov, december|dec',
  'first|1st, second|2nd, third|3rd, fourth|4th, fifth|5th',
  'q1, q2, q3, q4',
  'child|infant|baby, teen|teenager|adolescent|youth, adult, senior|elderly',
  'junior|entry|entry level, mid|mid level|intermediate, senior, lead|principal, executive|director',
  'beginner|novice|basic, intermediate, advanced, expert',
  'primary|elementary|primary school, secondary|high school, bachelor|bachelors|college|graduate, master|masters, phd|doctorate',
  'bronze, silver, gold, platinum, diamond',
  'i, ii, iii, iv, v, vi, vii, viii, ix, x',
  'aaa, aa, a, bbb, bb, b, ccc, cc, c, d',
  'a+, a, a-, b+, b, b-, c+, c, c-, d+, d, d-, e, f',
  'fair, good, very good, premium, ideal',
].map((scale) => scale.split(', '));

const ranks: readonly ReadonlyMap<string, number>[] = scales.map(
  (scale) => new Map(scale.flatMap((words, rank) => words.split('|').map((word) => [word, rank] as const))),
);

const plain = (level: string): string =>
  level
    .trim()
    .toLowerCase()
    .replace(/[’']s\b/, 's')
    .replaceAll(/[_-]+(?=\p{L})/gu, ' ');

/** Letters alone are more often classes than marks. */
const tooShort = (levels: readonly string[]): boolean => levels.every((level) => /^[a-d]$/i.test(level));

const range =
  /^(?:[<>≤≥]=?\s?|under |over |less than |more than )?[$€£]?(\d[\d,.]*)\s?[a-z%$€£]*(?:\s?(?:-|–|to|and)\s?[$€£]?(\d[\d,.]*)\s?[a-z%]*(?: [a-z]+)?|\s?\+| and over| or more| or less| [a-z]+)?$/i;

/** Where a range of numbers begins, such as "18-24", "65+" or "< 18"; undefined for what is none. */
function startOf(level: string): number | undefined {
  const found = range.exec(level.trim());
  if (!found) return undefined;
  const start = Number((found[1] ?? '').replaceAll(',', ''));
  return /^(?:[<≤]|under|less)/i.test(level) ? start - 0.5 : /^(?:>|over|more)/i.test(level) ? start + 0.5 : start;
}

const looksLikeRange = (level: string): boolean =>
  /\d\s?(?:-|–|to|and)\s?[$€£]?\d|\d\s?\+$|^[<>≤≥]|^(?:under|over|less|more) /i.test(level);

/** The levels from low to high, where they are known to have an order: three at least, or two that name a range. */
export function orderOf(levels: readonly string[]): readonly string[] | undefined {
  if (levels.length < 3 || levels.length > 40) return undefined;
  const sortedBy = (rank: (level: string) => number): readonly string[] =>
    levels.toSorted((one, two) => rank(one) - rank(two));
  const words = levels.map(plain);
  for (const known of ranks) {
    if (!words.every((word) => known.has(word)) || tooShort(levels)) continue;
    if (new Set(words.map((word) => known.get(word))).size < levels.length) continue;
    return sortedBy((level) => known.get(plain(level)) ?? 0);
  }
  const starts = levels.map(startOf);
  if (starts.includes(undefined) || levels.filter(looksLikeRange).length * 2 < levels.length) return undefined;
  return new Set(starts).size === levels.length ? sortedBy((level) => startOf(level) ?? 0) : undefined;
}
