import type { Case } from './cases.ts';
import type { Peer } from './peers.ts';

export interface Row {
  readonly title: string;
  readonly tool: string;
  readonly command: string;
  readonly code: number | 'none';
  readonly observed: string;
}

export interface Weight {
  readonly peer: Peer;
  readonly packages: number;
  readonly megabytes: number;
}

/** A cell of a Markdown table holds no bar and no line break. */
export const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

export function drawPage(
  cases: readonly Case[],
  rows: readonly Row[],
  weights: readonly Weight[],
  version: string,
): string {
  const sections = cases.map(({ title, about }) => {
    const own = rows.filter((row) => row.title === title);
    const lines = own.map(({ tool, command, code, observed }) => [tool, `\`${command}\``, String(code), observed]);
    return [`## ${title}`, about, table(['tool', 'command', 'exit', 'observed'], lines)].filter(Boolean).join('\n\n');
  });
  const weighed = weights.map(({ peer, packages, megabytes }) => [
    peer.name,
    peer.version || version,
    peer.from === 'here' ? 'this repository, packed' : peer.from,
    String(packages),
    megabytes.toFixed(1),
  ]);
  return `# The same cases in other scaffolders

\`npm run comparison\` wrote this page: it installs the versions below, each alone, runs every command in an empty folder with an
empty standard input, and notes the exit code and what it finds. \`$T\` is a folder of small templates that
[scripts/comparison/fixtures.ts](../scripts/comparison/fixtures.ts) writes in each tool's own format. Exit \`none\` is a command that had not
ended after 20 seconds. A tool that a table leaves out has no such thing.

These tools have other purposes than ours, and some do here what ours does not: copier and cookiecutter take templates from any git
repository, copier updates a project when its template changes, uv manages the environment for years after, and plop and hygen add
files to a project that is already there.

Not run, since their templates are fetched from GitHub, which the machine that made this page could not reach: cookiecutter-data-science,
kedro's starters and examples, and copier's and cookiecutter's published templates.

## What is installed

Packages with all that they depend on, and megabytes on disk.

${table(['tool', 'version', 'from', 'packages', 'MB'], weighed)}

${sections.join('\n\n')}
`;
}
