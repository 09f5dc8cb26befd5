import { expect, test } from 'vitest';
import { broken, drawTerminal, type Line, replaced, textOf } from '../../scripts/showcase/terminal-picture.ts';

const line = (text: string, column = 0): Line[number] => ({ text, column, style: '' });

test('what follows a shortened text at once moves up, what stands in its own column stays', () => {
  const shown = replaced([line('/tmp/x/y'), line(': done', 8), line('│', 20)], '/tmp/x', '~');
  expect(textOf(shown)).toBe('~/y: done           │');
});

test('a line is broken at the last column, inside of a run too', () => {
  expect(broken([[line('abcdef'), line('gh', 6)], [], [line('x')]], 4).map(textOf)).toEqual(['abcd', 'efgh', '', 'x']);
});

test('the picture is text in rows, escaped', () => {
  const svg = drawTerminal([[line('a < b & "c"')]], 80, 'title');
  expect(svg).toContain('>a &lt; b &amp; &quot;c&quot;</tspan>');
});
