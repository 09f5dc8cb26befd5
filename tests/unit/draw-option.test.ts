import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { drawOption, type Option, widthOf } from '../../src/ask/draw-option.ts';

const drawn = (options: readonly Option<string>[], columns: number): readonly string[] =>
  options.map((option) => stripVTControlCharacters(drawOption(option, false, '○', widthOf(options, 2, columns))));

test('hints stand beside the labels in a column of their own, and are broken there', () => {
  const options = [
    { value: 'a', label: 'Words', hint: 'one two three four five six seven' },
    { value: 'b', label: 'No', hint: 'short' },
    { value: 'c', label: 'None' },
  ];
  expect(drawn(options, 80)).toEqual(['○ Words  one two three four five six seven', '○ No     short', '○ None']);
});

test('hints stand below where labels leave them no room', () => {
  const long = 'a label of many words that leaves no room';
  const options = [{ value: 'a', label: long, hint: 'what it means, in more words than fit beside it' }];
  expect(drawn(options, 80)).toEqual([`○ ${long}\n  what it means, in more words than fit beside it`]);
  expect(drawn([{ value: 'a', label: long, hint: 'brief' }], 80)).toEqual([`○ ${long}  brief`]);
});
