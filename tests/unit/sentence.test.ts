import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawFindings } from '../../src/authoring/draw.ts';
import { usage } from '../../src/errors.ts';
import { sentence } from '../../src/text/sentence.ts';
import { expectRow, put } from '../support/run-here.ts';

const ended = ['It is gone.', 'Is it?', 'No!', 'and so on…', 'tar: bad checksum.', 'as in "x."'];

test.each(ended)('%s ends once, in whatever sentence it stands', (said) => {
  expect(usage(`It cannot be used: ${said}.`, '').message).not.toMatch(/[.?!…]\.$/);
  expect(usage(`${said}. Then more`, '').message).not.toMatch(/[.?!…]\. /);
  expect(
    drawFindings([{ rule: 'layer', level: 'error', file: 'a', line: 1, message: said, fix: 'x' }], (_, t) => t)[1],
  ).not.toMatch(/[.?!…]\.$/);
});

test('what has no end gets one, and a path that ends in dots stays', () => {
  expect(sentence('It is gone')).toBe('It is gone.');
  expect(usage('There is nothing at ../.. to see.', '').message).toBe('There is nothing at ../.. to see.');
  expect(usage('There is nothing in .. or ./..', '').message).toBe('There is nothing in .. or ./..');
  fc.assert(fc.property(fc.string(), (text) => sentence(sentence(text)) === sentence(text)));
});

test('a rule that hands on the sentence of another', () => {
  const manifest = {
    ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', extends: './nowhere' },
  };
  return expectRow(['template check mini', 4, /no template folder\s+at \.\/nowhere\.\n/, /1 error\.\n/], (cwd) => {
    put(cwd, { 'mini/template.json': JSON.stringify(manifest) });
    return {};
  });
});
