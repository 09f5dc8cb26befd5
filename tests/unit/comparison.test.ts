import { expect, test } from 'vitest';
import { said } from '../../scripts/comparison/cases.ts';
import { cell, drawPage } from '../../scripts/comparison/page.ts';

test.each([
  ['', 'says nothing'],
  ['\u001b[31mError: no\u001b[0m\nmore', '“Error: no”'],
  ['banner 1.0\n\n│  Unknown template', '“Unknown template”'],
  ['banner', '“banner”'],
  [
    'Traceback (most recent call last):\n  File "x"\nValueError: bad',
    'a Python traceback, last line “ValueError: bad”',
  ],
  ['[11/23/26 11:42:36] INFO  Using not this\nNo such starter', '“No such starter”'],
  [`error ${'x'.repeat(200)}`, `“error ${'x'.repeat(103)}…”`],
])('what %j says', (output, expected) => {
  expect(said(output)).toBe(expected);
});

test('a cell holds neither a bar nor a line break', () => {
  expect(cell('a | b\n  c')).toBe('a \\| b c');
});

test('the page shows the command and the exit code of each cell', () => {
  const one = { title: 'A case', about: 'About it.', commands: { tool: 'tool x' }, observe: () => '' };
  const row = { title: 'A case', tool: 'tool', command: 'tool x', code: 'none', observed: '2 files' } as const;
  const weight = { peer: { name: 'tool', version: '1.0.0', from: 'npm' }, packages: 3, megabytes: 1.25 } as const;
  const page = drawPage([one], [row], [weight], '0.1.0');
  expect(page).toContain('| tool | `tool x` | none | 2 files |');
  expect(page).toContain('| tool | 1.0.0 | npm | 3 | 1.3 |');
});
