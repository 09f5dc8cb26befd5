import { expect, test } from 'vitest';
import { drawTree, readableSize } from '../../src/terminal/tree.ts';

test('folders come first, and sizes stand in one column', () => {
  const leaves = [
    { path: 'README.md', size: 1234 },
    { path: 'src/pkg/data.py', size: 12 },
    { path: 'src/pkg/__init__.py', size: 0 },
    { path: 'LICENSE', size: 1_100_000 },
  ];
  expect(drawTree(leaves)).toEqual([
    '├── src/',
    '│   └── pkg/',
    '│       ├── __init__.py      0 B',
    '│       └── data.py         12 B',
    '├── LICENSE               1.1 MB',
    '└── README.md             1.2 KB',
  ]);
});

test('a name cannot smuggle control characters into the terminal', () => {
  expect(drawTree([{ path: 'a\u001b[31m' }])).toEqual(['└── a\\u001b[31m']);
  expect(drawTree([{ path: 'b\u009b\u007f' }])).toEqual(['└── b\\u009b\\u007f']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [56_789, '57 KB'],
  [1_234_567, '1.2 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(readableSize(bytes)).toBe(text);
});
