import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report } from '../src/report.ts';
import { drawTree } from '../src/tree.ts';

/** What our README shows of a generated project, by the name of its place. */
export function showcase(report: Report, projectReadme: string): Readonly<Record<string, string>> {
  const result = /<!-- result:start -->\n([\s\S]*?)\n<picture>/.exec(projectReadme)?.[1]?.trim() ?? '';
  const tree = drawTree((report.files ?? []).map((file) => ({ path: file.path })));
  return { tree: `\`\`\`\n${tree.join('\n')}\n\`\`\``, result };
}

/** A README with the text between each pair of markers replaced. */
export function fillIn(readme: string, shown: Readonly<Record<string, string>>): string {
  return Object.entries(shown).reduce((text, [name, content]) => {
    const place = new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(\\n<!-- ${name}:end -->)`);
    if (!place.test(text)) throw new Error(`The README has no place called ${name}.`);
    return text.replace(place, (_, start: string, end: string) => `${start}${content}${end}`);
  }, readme);
}

/** Makes the project that the README shows, for real, and writes what came of it into the README. */
export async function main(root: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'showcase-'));
  const words = ['biopsy-demo', '--template', 'predictive-model', '--yes', '--no-git', '--verify', '--json'];
  const report = JSON.parse(
    execFileSync(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...words], { cwd: folder, encoding: 'utf8' }),
  ) as Report;
  const project = path.join(folder, 'biopsy-demo');
  const readme = path.join(root, 'README.md');
  writeFileSync(
    readme,
    fillIn(readFileSync(readme, 'utf8'), showcase(report, readFileSync(path.join(project, 'README.md'), 'utf8'))),
  );
  mkdirSync(path.join(root, 'docs', 'images'), { recursive: true });
  for (const name of ['cost.png', 'cost-dark.png'])
    copyFileSync(path.join(project, 'reports', 'figures', name), path.join(root, 'docs', 'images', name));
  rmSync(folder, { recursive: true, force: true });
}
