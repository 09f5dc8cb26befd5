import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { CreateOptions } from '../../src/ask/decide.ts';
import { draftFrom } from '../../src/ask/draft.ts';
import { questionField } from '../../src/ask/fields.ts';
import type { Question, Source } from '../../src/types.ts';

const deep: Question = { name: 'deep', message: 'Deep?', kind: 'confirm', default: true };
const depth: Question = { name: 'depth', message: 'Depth', kind: 'text', default: '3', when: { deep: true } };
const source = { source: 'x', manifest: { id: 'x', questions: [deep, depth] } } as unknown as Source;
const options = { with: [], without: [] } as unknown as CreateOptions;

const [right, enter] = ['\u001b[C', '\r'];

test.each([
  ['by its key', ['n', 'y']],
  ['by an arrow and Enter', [right, enter, right, enter]],
])('a yes or no that another answer forbids is told at once, and asked for again: %s', async (_, keys) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (text) => {
    shown += text;
  });
  const draft = draftFrom(options, source, { depth: { value: '5', as: '--depth' } });
  const io = { input, output, signal: new AbortController().signal };
  const scene = { io, offered: [source], options, cwd: '/', placeOf: (typed: string) => typed, draft };
  const asked = questionField(deep, source, scene).ask();
  for (const key of keys) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    input.write(key);
  }
  expect(await asked).toBe(true);
  expect(shown).toContain('--depth does not apply to the other answers.');
  expect(draft.given.deep?.value).toBe(true);
});
