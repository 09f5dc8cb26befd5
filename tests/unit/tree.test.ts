import { expect, test } from 'vitest';
import { drawFolders, drawTree } from '../../src/terminal/tree.ts';
import { readableSize } from '../../src/text/size.ts';

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

test('a folder is a line, down to where its files part, and what lies beside the folders is the last', () => {
  const paths = ['src/demo/a.py', 'src/demo/b/c.py', 'docs/x.md', 'README.md', '.github/workflows/ci.yml', 'LICENSE'];
  expect(
    drawFolders(
      paths.map((path) => ({ path })),
      80,
    ),
  ).toEqual(['src/demo/ … 2 files', 'docs/ … 1 file', '.github/workflows/ … 1 file', 'README.md, LICENSE']);
  expect(drawFolders([{ path: 'a\u001b/b\u009b/c' }], 80)).toEqual(['a\\u001b/b\\u009b/ … 1 file']);
});

test('many folders, and many files beside them, are drawn in part', () => {
  const many = Array.from({ length: 500 }, (_, index) => [
    { path: `folder${index}/file` },
    { path: `file${index}` },
  ]).flat();
  const drawn = drawFolders(many, 80);
  expect(drawn.length).toBeLessThan(20);
  expect(drawn).toContain('… and 488 folders more');
  expect(drawn.at(-1)).toMatch(/ and \d+ more files$/);
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

test('of a folder with very many files a tree draws the first few, and the size of the rest', () => {
  const leaves = Array.from({ length: 150 }, (_, index) => ({
    path: `raw/${String(index).padStart(3, '0')}.png`,
    size: 2,
  }));
  const drawn = drawTree(leaves);
  expect(drawn).toHaveLength(7);
  expect(drawn.at(-1)).toMatch(/└── … 145 more files {2,}290 B$/);
});
