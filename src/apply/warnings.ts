import { readFileSync } from 'node:fs';
import path from 'node:path';
import { leftAlone } from '../system/staging.ts';
import type { Plan } from '../types.ts';

/** What the user should know about where the project will stand. */
export function warningsFor(plan: Plan): readonly string[] {
  const warnings = [path.dirname(plan.target), plan.target].flatMap(leftAlone).map(notRemoved);
  for (let folder = path.dirname(plan.target); ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'pyproject.toml');
    if (/^[ \t]*\[tool\.uv\.workspace\]/m.test(textOf(file)))
      warnings.push(
        `${file} is a uv workspace that may take the project in as a member; add it to its "exclude" list, or create the project elsewhere.`,
      );
    if (folder === path.dirname(folder)) return warnings;
  }
}

const notRemoved = (left: string): string =>
  `${left} looks like what a run of this command left, and was not removed: it is somebody else's, or others may write to its folder, or it holds what could not be put back. Look into it, and remove it by hand.`;

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
