import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTemplate } from '../../src/authoring/check.ts';
import { Failure } from '../../src/errors.ts';
import { folderSource } from '../../src/template/load.ts';

const known = {
  builtin: [],
  registered: async () => [],
  cwd: tmpdir(),
  fetched: () => Promise.reject(new Error('no')),
};

const right = {
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  questions: [{ name: 'loud', kind: 'confirm', message: 'Loud?', default: false }],
  layers: [{ path: 'base' }, { path: 'loud', when: { loud: true }, merge: { words: ['x'] } }],
};

/** The same with one of its parts, however deep, in another's place or anything in its. */
function spoilt(value: unknown, at: readonly number[], by: unknown): unknown {
  const [first, ...rest] = at;
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = spoilt(copy[key], rest, by);
  return copy;
}

const pieces = [
  '{{title}}',
  '{{#if loud}}',
  '{{/if}}',
  '{{merged.words}}',
  '${{ x }}',
  '{{{{',
  '[a](b.md)',
  '[%](%E0%)',
  '\n',
  'mini_project',
  '_x',
  '<img src="../y">',
  '\0',
  '}}',
];
const names = [
  'a.md',
  'a.md.hbs',
  'a.py',
  'b.toml.hbs',
  '_gitignore',
  '_parts/a.md/1',
  '_parts/a.md/2.hbs',
  'CON',
  'A.md',
  '_git/x',
  'x ',
];

const anyTemplate = fc.record({
  manifest: fc.record({
    at: fc.array(fc.nat(9), { maxLength: 4 }),
    by: fc.oneof(fc.jsonValue(), fc.constantFrom('loud', '..', 'base', 'no', { loud: 'yes' }, [])),
    spoil: fc.boolean(),
  }),
  files: fc.dictionary(
    fc.tuple(fc.constantFrom('base', 'loud'), fc.constantFrom(...names)).map((both) => both.join('/')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((some) => some.join('')),
    { maxKeys: 5 },
  ),
});

test('whatever a template says, it is reported on; what passes can be used, and what cannot be used does not pass', async () => {
  await fc.assert(
    fc.asyncProperty(anyTemplate, async ({ manifest: { at, by, spoil }, files }) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'any-'));
      const manifest = spoil ? spoilt(right, at, by) : right;
      const all = {
        'template.json': JSON.stringify(manifest),
        'base/x.txt': 'mini_project',
        'loud/y.txt': '',
        ...files,
      };
      for (const [file, text] of Object.entries(all)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      try {
        const findings = await checkTemplate(folder, known);
        const lines = Object.fromEntries(Object.entries(all).map(([file, text]) => [file, text.split('\n').length]));
        for (const { file, line } of findings) expect(line).toBeLessThanOrEqual(lines[file] ?? 1);
        const passed = findings.every(({ level }) => level === 'warning');
        const load = async () => (await folderSource(folder, folder, './any')).load();
        const usable = await load().then(
          () => true,
          (error) => {
            expect(error).toBeInstanceOf(Failure);
            return false;
          },
        );
        if (passed) expect(usable).toBe(true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
