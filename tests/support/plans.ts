import { readFileSync } from 'node:fs';
import path from 'node:path';
import { layouts } from '../../scripts/layouts.ts';
import { textIn } from '../../src/plan/content.ts';
import { planProject } from '../../src/plan/plan.ts';
import { builtinSources } from '../../src/sources/builtin.ts';
import type { Plan } from '../../src/types.ts';

const names = { folder: 'sea-ice', distribution: 'sea-ice', package: 'sea_ice' };
const generator = { name: 'create-ml-portfolio', version: '1.2.3' };

/** The default project of each type, by its id. */
export async function defaultPlans(): Promise<readonly (readonly [id: string, plan: Plan])[]> {
  const sources = await builtinSources(path.resolve(import.meta.dirname, '../../templates'));
  const templates = await Promise.all(sources.map((source) => source.load()));
  return templates.map((template) => {
    const given = Object.fromEntries(template.manifest.questions.map((question) => [question.name, question.default]));
    const answers = { ...layouts(template, '/tmp/layouts')[0]?.plan.answers, ...given } as Plan['answers'];
    const intent = { target: '/tmp/sea-ice', names, steps: [], generator, nameFlags: [] };
    return [template.manifest.id, planProject(template, answers, intent)];
  });
}

/** The texts of a plan that were asked for: the tests of the contract look at the same ones again and again. */
const texts = new WeakMap<Plan['files'][number], string>();

/** What a planned file will hold. */
export function textOf(plan: Plan, file: string): string {
  const op = plan.files.find(({ path }) => path === file);
  if (!op) throw new Error(`The plan has no ${file}.`);
  const text = texts.get(op) ?? textIn(op.content, (source) => readFileSync(source, 'utf8'));
  texts.set(op, text);
  return text;
}
