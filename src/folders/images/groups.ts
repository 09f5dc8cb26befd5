/** A rule by which a file's name says what the image belongs with: a person, a place, a burst of shots. */
export interface GroupRule {
  /** As a flag says it. */
  readonly rule: string;
  /** The expression whose first bracket finds the group in a path, as Python and JavaScript read it. */
  readonly pattern: string;
}

/** What a flag says, as a rule: undefined where it is none. */
export function groupRule(said: string): GroupRule | undefined {
  const rule = said.trim();
  if (rule === 'folder') return { rule, pattern: '^(.+)/[^/]*$' };
  const [, last, mark] = /^name before (last )?(\S{1,3})$/.exec(rule) ?? [];
  if (mark === undefined || mark.includes('/')) return undefined;
  const sign = mark.replace(/[^\w]/g, '\\$&');
  const pattern = last ? `([^/]+)${sign}[^/]*$` : `(?:^|/)([^/]+?)${sign}[^/]*$`;
  return { rule, pattern };
}

export const groupForms = "'name before _', 'name before last -' or 'folder'";

/** The group of each path; undefined where a path has none. */
export function groupsBy({ pattern }: GroupRule, paths: readonly string[]): readonly string[] | undefined {
  const expression = new RegExp(pattern);
  const found = paths.map((path) => expression.exec(path)?.[1]);
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** A rule that the names of a folder look as if they kept. */
export interface Offered extends GroupRule {
  readonly groups: number;
  /** The first of them. */
  readonly first: readonly string[];
}

const tried = ['name before _', 'name before last _', 'name before -', 'name before last -', 'name before .', 'folder'];

/**
 * The rule that names seem to keep: what stands before a mark repeats, what stands after it counts; there are more groups
 * than classes, and none holds much of all. It is offered, never applied: nobody can see in names what belongs together.
 */
export function offeredGroups(classOf: ReadonlyMap<string, string>): Offered | undefined {
  const paths = [...classOf.keys()];
  const classes = new Set([...classOf.values()].map((name) => name.toLowerCase()));
  for (const said of tried) {
    const rule = groupRule(said);
    const groups = rule && groupsBy(rule, paths);
    if (!rule || !groups) continue;
    const sizes = new Map<string, number>();
    for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    const several = [...sizes.values()].filter((size) => size > 1).reduce((sum, size) => sum + size, 0);
    const isRule =
      sizes.size >= Math.max(4, 2 * classes.size) &&
      Math.max(...sizes.values()) <= Math.max(2, 0.2 * paths.length) &&
      several >= 0.8 * paths.length &&
      (said === 'folder' || counts(paths, groups));
    if (isRule) return { ...rule, groups: sizes.size, first: [...sizes.keys()].slice(0, 3) };
  }
  return undefined;
}

/** Whether what follows the group in a name is a number, or a short mark with one, in nearly all of them. */
function counts(paths: readonly string[], groups: readonly string[]): boolean {
  const numbered = paths.filter((path, at) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const rest = name.slice((groups[at] ?? '').length).replace(/\.[^.]*$/, '');
    return /^[^\p{L}\p{N}]+\p{L}{0,6}[^\p{L}\p{N}]?\d{1,6}$/u.test(rest);
  });
  return numbered.length >= 0.9 * paths.length;
}
