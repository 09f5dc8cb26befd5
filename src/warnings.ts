import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from './types.ts';

/** What the user should know about where the project will stand. */
export async function warningsFor(plan: Plan): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (let folder = path.dirname(plan.target); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'pyproject.toml');
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/^[ \t]*\[tool\.uv\.workspace\]/m.test(text))
      warnings.push(
        `${file} is a uv workspace that may take the project in as a member; add it to its "exclude" list, or create the project elsewhere.`,
      );
    if (folder === path.dirname(folder)) return warnings;
  }
}
