import { readFileSync } from 'node:fs';
import { replaceIdentifiers } from '../../src/replace.ts';
import type { Plan } from '../../src/types.ts';

/** What a planned file will hold. */
export function textOf(plan: Plan, file: string): string {
  const content = plan.files.find((op) => op.path === file)?.content;
  if (!content) throw new Error(`The plan has no ${file}.`);
  return 'text' in content ? content.text : replaceIdentifiers(readFileSync(content.source, 'utf8'), content.replace);
}
