import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { isCI, whyNothingIsAsked, whyUnasked } from '../../src/terminal/asking.ts';

const [input, output] = [
  Object.assign(new Readable(), { isTTY: true }),
  Object.assign(new Writable(), { isTTY: true }),
];
const [piped, drained] = [new Readable(), new Writable()];

test.each<[Record<string, string>, Readable, Writable, string | undefined]>([
  [{}, input, output, undefined],
  [{ CI: '0' }, input, output, undefined],
  [{ CI: 'false' }, input, output, undefined],
  [{ CI: '' }, input, output, undefined],
  [{ CI: '1' }, input, output, 'this runs in CI (the variable CI is set)'],
  [{ CI: 'true' }, piped, drained, 'this runs in CI (the variable CI is set)'],
  [{ CI: 'woodpecker' }, input, output, 'this runs in CI (the variable CI is set)'],
  [{ TERM: 'dumb' }, input, output, 'the terminal cannot show them (TERM is dumb)'],
  [{ TERM: 'xterm' }, piped, output, 'standard input is a pipe or a file'],
  [{ CI: 'False' }, input, drained, 'standard output is a pipe or a file'],
  [{}, piped, drained, 'standard input and standard output are pipes or files'],
])('with %j: nothing is asked because %4$s', (env, stdin, stdout, why) => {
  expect(whyNothingIsAsked({ env, stdin, stdout })).toBe(why);
});

test.each(['', '0', 'false', 'FALSE', 'no', 'off'])('CI=%s is no CI', (CI) => expect(isCI({ CI })).toBe(false));

test('where a terminal would show questions, it was --json that kept them', () => {
  expect(whyUnasked({ env: {}, stdin: input, stdout: output } as never)).toBe('--json asks nothing');
  expect(whyUnasked({ env: { CI: '1' }, stdin: input, stdout: output } as never)).toMatch(/^this runs in CI/);
});
