import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fs from 'fs-extra';
import type { DryRun } from '../src/report/created.ts';
import { drawTree } from '../src/terminal/tree.ts';
import { openBrowser } from '../tests/support/browser.ts';
import { pictureDemo, pictureReadme } from './showcase/pages.ts';
import { recordSession } from './showcase/session.ts';
import { broken, drawTerminal, readLines, replaced } from './showcase/terminal-picture.ts';

/** What our README shows of a generated project, by the name of its place. */
export function showcase({ files = [] }: Partial<DryRun>, projectReadme: string): Readonly<Record<string, string>> {
  const result = /<!-- result:start -->\n([\s\S]*?)\n<picture>/.exec(projectReadme)?.[1]?.trim() ?? '';
  const tree = drawTree(files.map((file) => ({ path: file.path })));
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

/** Makes the project that the README shows, for real, and writes what came of it into the README and `docs/images/`. */
export async function main(root: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'showcase-'));
  const images = path.join(root, 'docs', 'images');
  fs.ensureDirSync(images);
  const terminal = await recordSession(root, folder);
  const project = path.join(folder, 'biopsy-demo');
  const lines = readLines(terminal.buffer);
  // Where it was made differs from run to run: the folder is shown as `~`, and the interpreter's is left out.
  const shown = lines.map((line) => replaced(replaced(line, folder, '~'), /(Python [\d.]+ at )\S+\//, '$1…/'));
  writeFileSync(path.join(images, 'terminal.svg'), drawTerminal(broken(shown, 80), 80, 'npx create-ml-portfolio'));

  const planned = ['biopsy-demo', '--template', 'predictive-model', '--yes', '--dry-run', '--json'];
  const cli = path.join(root, 'dist', 'cli.cjs');
  const report = JSON.parse(
    execFileSync(process.execPath, [cli, ...planned], { cwd: images, encoding: 'utf8' }),
  ) as DryRun;
  const readme = path.join(root, 'README.md');
  const result = readFileSync(path.join(project, 'README.md'), 'utf8');
  writeFileSync(readme, fillIn(readFileSync(readme, 'utf8'), showcase(report, result)));

  const browser = await openBrowser();
  try {
    await pictureReadme(browser, project, path.join(images, 'project-readme.png'));
    await pictureDemo(browser, project, path.join(images, 'demo.png'));
  } finally {
    await browser.close();
  }
  fs.removeSync(folder);
}
