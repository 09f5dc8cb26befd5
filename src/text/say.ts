/** Numbers and names as sentences say them. */

export const thousands = (many: number): string => String(many).replace(/\B(?=(\d{3})+$)/g, ',');

export const counted = (many: number, noun: string, nouns = `${noun}s`): string =>
  `${thousands(many)} ${many === 1 ? noun : nouns}`;

/** A share in whole percent; one that is not nothing is never said to be. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return share < 0.001 ? 'less than 0.1 %' : `${(share * 100).toFixed(1)} %`;
  return `${Math.round(share * 100)} %`;
}

/** What was measured: no digit that would say 1 where it is less. */
export function digits(value: number): string {
  const shown = value.toFixed(value > 0.995 && value < 1 ? 4 : 3);
  return Number(shown) === 1 && value < 1 ? 'more than 0.9999' : shown;
}

/** At most so many names, and how many more there are. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${counted(more, 'more', 'more')}`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
