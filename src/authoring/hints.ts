import { conditionable } from '../answers/standard.ts';
import { noKey } from '../template/manifest.ts';
import { extension, standalone } from '../template/manifest-schema.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Manifest } from '../types.ts';

/** What to do about something in a manifest: the word that was meant, where one is near. */
export function fixFor(problem: string, key: string, manifest: Manifest | undefined): string {
  const meant = meantBy(problem, key, manifest);
  return meant ? `Did you mean ${meant}?` : 'See the reference in docs/templates.md.';
}

function meantBy(problem: string, key: string, manifest: Manifest | undefined): string | undefined {
  const questions = [...conditionable, ...(manifest?.questions ?? [])];
  const [, name] = /^asks for "(.+)", which/.exec(problem) ?? [];
  if (name)
    return didYouMean(
      name,
      questions.map((question) => question.name),
    );
  const [, asked, value] = /^asks for (\w+) = (.+), which/.exec(problem) ?? [];
  const question = questions.find((one) => one.name === asked);
  if (value)
    return didYouMean(
      value,
      (question?.choices ?? []).map((choice) => choice.value),
    );
  return problem === noKey ? didYouMean(key.split('.').at(-1) ?? '', keys()) : undefined;
}

/** Every key of the format. */
const keys = (): readonly string[] => [...new Set([...keysOf(standalone), ...keysOf(extension)])];

function keysOf(schema: unknown): readonly string[] {
  const { entries = {}, item, wrapped, pipe = [] } = schema as Record<string, never>;
  const below = [...Object.values(entries), item, wrapped, ...(pipe as unknown[]).filter((one) => one !== schema)];
  return [...Object.keys(entries), ...below.filter((one) => typeof one === 'object').flatMap(keysOf)];
}
