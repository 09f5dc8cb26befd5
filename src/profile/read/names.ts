/** What a heading or a lone cell is blank without: the same here and in Python, which disagree on rarer spaces. */
export const trimmed = (cell: string): string => cell.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

export interface Names {
  readonly names: readonly string[];
  /** What was decided about them, in words. */
  readonly said: readonly string[];
}

/** Names of columns from the cells of a header: blank ones are numbered from 1, and what is there already gets a number of its own. */
export function namesOf(header: readonly string[]): Names {
  const cells = header.map(trimmed);
  const names: string[] = [];
  const said: string[] = [];
  const given = new Set(cells);
  const taken = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const first = cell || `column_${i + 1}`;
    let name = first;
    for (let n = 2; taken.has(name) || (name !== cell && given.has(name)); n++) name = `${first}_${n}`;
    taken.add(name);
    names.push(name);
    if (!cell) said.push(`column ${i + 1} has no name: it is called ${name}`);
    else if (name !== cell) said.push(`column ${i + 1} is called ${cell}, as another is: it is called ${name}`);
  }
  return { names, said: [...said, ...alike(names)] };
}

/** Names for a table without a header. */
export const numbered = (columns: number): Names => ({
  names: Array.from({ length: columns }, (_, i) => `column_${i + 1}`),
  said: [`there is no header: the columns are called column_1 to column_${columns}`],
});

/** Names that one could take for each other. */
function alike(names: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const folded = name.normalize('NFKC').toLowerCase();
    const other = first.get(folded);
    if (other === undefined) first.set(folded, name);
    return other === undefined ? [] : [`${other} and ${name} differ in case or in how they are written alone`];
  });
}
