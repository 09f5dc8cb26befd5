import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Failure } from '../../../src/errors.ts';
import { unpackTgz } from '../../../src/sources/remote/archive.ts';
import { parseSpec } from '../../../src/sources/remote/spec.ts';
import { compile } from '../../../src/template/handlebars.ts';
import { folderSource } from '../../../src/template/load.ts';
import { tar } from '../../fixtures/hostile/tar.ts';
import { anyCharacter } from '../any-character.ts';
import { runHere } from '../run-here.ts';
import { tried } from './seeds.ts';

const anyText = fc.array(anyCharacter, { maxLength: 12 }).map((all) => all.join(''));
const piecesOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText }), {
      maxLength: 30,
    })
    .map((all) => all.join(''));

/** Ends well, or in words of ours: anything else is thrown on. */
async function inWords(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** A folder of its own, in which something is done, and of which nothing is left; what lies beside it stays empty. */
async function contained(work: (folder: string) => Promise<void>): Promise<void> {
  const around = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fuzz-'));
  try {
    const folder = path.join(around, 'a', 'b', 'c');
    mkdirSync(folder, { recursive: true });
    await work(folder);
    const beside = [around, path.join(around, 'a'), path.join(around, 'a', 'b')].map((one) => readdirSync(one).length);
    if (beside.some((count) => count !== 1)) throw new Error(`Something was written outside: ${beside}`);
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

const words = [
  ...[
    'x',
    '.',
    '..',
    '../x',
    '~',
    '$HOME/x',
    '-',
    '--',
    '--yes',
    '-y',
    '--json',
    '-t',
    'chatbot',
    './tpl',
    'list',
    'template',
    'check',
  ],
  ...[
    'preview',
    'add',
    'remove',
    '--as',
    'new',
    '--from',
    'help',
    '--help',
    '--version',
    '--with',
    'demo',
    '--without',
    'ci',
    '--set',
  ],
  ...[
    'dataset=diabetes',
    'a=b=c',
    '__proto__=x',
    '--dataset',
    '--author',
    '--title=',
    '--year=x',
    '--license',
    'MIT',
    '--name',
    'con',
  ],
  ...[
    '--package',
    'a_b',
    '--answers',
    './nowhere',
    '--against',
    '--offline',
    '--python',
    '--trust',
    'completion',
    'bash',
    '__complete',
  ],
];

const manifest = (more: object): object => ({
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  ...{ questions: [], layers: [{ path: 'base' }], ...more },
});

const vocabulary = { names: ['title', 'merged'], merged: { list: ['a', 'b'], deep: { x: 'y' } } };

/** What is thrown at each part that reads what strangers, or fingers, have written. */
const targets: Readonly<Record<string, (count: number) => Promise<void>>> = {
  argv: (count) =>
    tried(
      'argv',
      fc.array(fc.oneof(fc.constantFrom(...words), anyText), { maxLength: 7 }),
      async (argv) => {
        await contained(async (folder) => {
          const env = { HOME: path.join(folder, 'home') };
          const { code, stderr } = await runHere([...argv, '--dry-run'], { cwd: folder, env });
          if (![0, 2, 3, 4].includes(code) && !/^Error: .+\n/.test(stderr)) throw new Error(`${code}: ${stderr}`);
          if (/has a fault/.test(stderr)) throw new Error(stderr);
        });
      },
      count,
    ),
  manifests: (count) =>
    tried(
      'manifests',
      fc.tuple(
        fc.dictionary(
          fc.constantFrom(
            'id',
            'title',
            'package',
            'questions',
            'layers',
            'commands',
            'extends',
            'defaults',
            '__proto__',
            'x',
          ),
          fc.jsonValue(),
        ),
        anyText,
      ),
      async ([more, junk]) => {
        await contained(async (folder) => {
          mkdirSync(path.join(folder, 'base'));
          writeFileSync(path.join(folder, 'base', 'a.txt'), 'x');
          for (const text of [
            JSON.stringify(manifest(more)),
            JSON.stringify(manifest(more)).replace('base', junk),
            junk,
          ]) {
            writeFileSync(path.join(folder, 'template.json'), text);
            await inWords(async () => (await folderSource(folder, folder, 'x')).load());
          }
        });
      },
      count,
    ),
  archives: (count) => {
    const whole = tar([
      { name: 'template.json', content: JSON.stringify(manifest({})) },
      { name: 'base/', type: '5' },
      { name: 'base/a.txt', content: 'x'.repeat(700) },
      { name: 'base/b', pax: { path: 'base/long' }, content: 'x' },
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), by: fc.uint8Array({ minLength: 1, maxLength: 40 }) });
    return tried(
      'archives',
      fc.record({ changes: fc.array(change, { maxLength: 6 }), end: fc.nat(whole.length), packed: fc.boolean() }),
      async ({ changes, end, packed }) => {
        await contained(async (folder) => {
          const spoilt = Buffer.from(whole);
          const bytes = packed ? spoilt : Buffer.from(gzipSync(spoilt));
          for (const { at, by } of changes)
            bytes.set(by.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
          const sent = packed ? gzipSync(bytes) : bytes;
          const cut = end % 3 === 0 ? sent.subarray(0, end % sent.length) : sent;
          await inWords(() => unpackTgz(Readable.from([cut]), folder, new AbortController().signal));
        });
      },
      count,
    );
  },
  rendering: (count) =>
    tried(
      'rendering',
      piecesOf(
        '{{',
        '}}',
        '{{{',
        '{{#each merged.list}}',
        '{{/each}}',
        '{{#if title}}',
        '{{else if merged}}',
        '{{else}}',
        '{{/if}}',
        '{{this}}',
        '{{../title}}',
        '{{json merged}}',
        '{{md title}}',
        '{{toml (json title)}}',
        '{{@index}}',
        '{{#with merged.deep}}',
        '{{/with}}',
        '{{> x}}',
        '{{!--',
        '--}}',
        '{{^if title}}',
        '\\{{',
        '~',
        ' ',
        '\n',
        '{{title}}',
        '(',
        ')',
        '{{constructor}}',
        '{{"x"}}',
        '{{1}}',
      ),
      async (text) => {
        await inWords(() => compile(text, 'x.hbs', vocabulary)({ title: 'T"\\', merged: vocabulary.merged }));
      },
      count,
    ),
  sources: (count) =>
    tried(
      'sources',
      piecesOf(
        'gh:',
        'git+',
        'https://',
        'http://',
        'ssh://',
        'file://',
        'npm:',
        'a',
        'b/c',
        '/',
        '..',
        '#',
        '@',
        '?',
        ':',
        '127.0.0.1',
        '[::1]',
        'localhost',
        'x.tgz',
        '.git',
        '%2e',
        '\\',
        '-',
        '~',
        '1.0.0',
        'token=x',
        '&',
        'ada:pw@',
      ),
      (named) => inWords(() => parseSpec(named)),
      count,
    ),
};

/** Fuzzes each part so many times. */
export async function fuzz(counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    await targets[name]?.(count);
    process.stdout.write(`fuzzed ${name}: ${count} cases\n`);
  }
}
