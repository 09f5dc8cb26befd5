import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { deriveNames, type NameOverrides, titleFrom } from '../../src/plan/names.ts';
import { keywords, projectFolders, standardLibrary, wellKnownImports } from '../../src/plan/python-names.ts';
import { anyCharacter } from '../support/any-character.ts';

const dependencies = ['scikit-learn', 'xgboost-cpu', 'Python_DateUtil', 'frobnicate'];
const derive = (folder: string, overrides: NameOverrides = {}) => deriveNames(folder, overrides, dependencies);

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('accepted', () => {
  test.each([
    ['biopsy-demo', 'biopsy-demo', 'biopsy_demo'],
    ['Biopsy_Demo', 'biopsy-demo', 'biopsy_demo'],
    ['my.tool  v2!', 'my-tool-v2', 'my_tool_v2'],
    ['x', 'x', 'x'],
    ['{{x}}', 'x', 'x'],
    ['$(x)', 'x', 'x'],
    ['`x`; rm -rf', 'x-rm-rf', 'x_rm_rf'],
    ["bob's project", 'bobs-project', 'bobs_project'],
    ['.hidden', 'hidden', 'hidden'],
    ['__x__', 'x', 'x'],
    ['Größe und Ähnlichkeit', 'grosse-und-ahnlichkeit', 'grosse_und_ahnlichkeit'],
    ['STRAẞE', 'strasse', 'strasse'],
    ['Æsop, Łódź & Øresund', 'aesop-lodz-oresund', 'aesop_lodz_oresund'],
    ['cafe\u0301', 'cafe', 'cafe'],
    ['İstanbul', 'istanbul', 'istanbul'],
    ['ﬁne ℌ ＷＩＤＥ', 'fine-h-wide', 'fine_h_wide'],
    ['cats 🐈 and dogs', 'cats-and-dogs', 'cats_and_dogs'],
    ['שלום-hello', 'hello', 'hello'],
    ['2024-churn', '2024-churn', 'ml_2024_churn'],
    ['42', '42', 'ml_42'],
    ['json-tools', 'json-tools', 'json_tools'],
    ['console', 'console', 'console'],
    ['a'.repeat(60), 'a'.repeat(60), 'a'.repeat(60)],
  ])('%j', (folder, distribution, importName) => {
    expect(derive(folder)).toEqual({ folder, distribution, package: importName });
  });

  test('what the user sets is taken as it is', () => {
    expect(derive('日本語', { name: 'nihongo' })).toEqual({
      folder: '日本語',
      distribution: 'nihongo',
      package: 'nihongo',
    });
    expect(derive('json', { package: 'my_json' })).toEqual({
      folder: 'json',
      distribution: 'json',
      package: 'my_json',
    });
    expect(derive('x', { name: 'a-b', package: 'c' })).toEqual({ folder: 'x', distribution: 'a-b', package: 'c' });
  });
});

const keyword = 'is a Python keyword';
const library = "is a module of Python's standard library";
const own = 'is a package that the project itself depends on';
const known = 'is a well-known package';
const inProject = 'is the name of a folder in the generated project';
const device = 'is a name that Windows reserves for a device';
const dropped = 'ends in a dot or a space';
const control = 'holds a line break or another control character';
const nothing = 'holds no Latin letter or digit';

describe('refused folders', () => {
  test.each([
    ['', 'has no name', 'my-project'],
    ['class', keyword, 'my-class'],
    ['None', keyword, 'my-none'],
    ['match', keyword, 'my-match'],
    ['case', keyword, 'my-case'],
    ['type', keyword, 'my-type'],
    ['json', library, 'my-json'],
    ['JSON', library, 'my-json'],
    ['cProfile', library, 'my-cprofile'],
    ['distutils', library, 'my-distutils'], // left in 3.12
    ['cgi', library, 'my-cgi'], // left in 3.13
    ['annotationlib', library, 'my-annotationlib'], // came in 3.14
    ['test', library, 'my-test'],
    ['sklearn', own, 'my-sklearn'],
    ['Scikit Learn', own, 'my-scikit-learn'],
    ['xgboost', own, 'my-xgboost'],
    ['dateutil', own, 'my-dateutil'],
    ['frobnicate', own, 'my-frobnicate'],
    ['torch', known, 'my-torch'],
    ['sentence-transformers', known, 'my-sentence-transformers'],
    ['opencv-python', known, 'my-opencv-python'],
    ['cv2', known, 'my-cv2'],
    ['pip', known, 'my-pip'],
    ['tests', inProject, 'my-tests'],
    ['src', inProject, 'my-src'],
    ['app', inProject, 'my-app'],
    ['docs', inProject, 'my-docs'],
    ['con', device, 'my-con'],
    ['NUL', device, 'my-nul'],
    ['com1', device, 'my-com1'],
    ['LPT³', device, 'my-lpt3'],
    ['con.txt', device, 'con-txt'],
    ['aux .tar.gz', device, 'aux-tar-gz'],
    ['con.', device, 'my-con'],
    ['prn ', device, 'my-prn'],
    ['con!', device, 'my-con'], // the folder would do, the package folder would not
    ['wait for it...', dropped, 'wait-for-it'],
    ['demo ', dropped, 'demo'],
    ['..', dropped, 'my-project'],
    ['a\nb', control, 'a-b'],
    ['a\0b', control, 'a-b'],
    ['\u001b[31mred', control, '31mred'],
    ['a\u0085b', control, 'a-b'],
    ['a\u2028b', control, 'a-b'],
    ['a\ud800b', 'is not valid Unicode', 'a-b'],
    ['-rf', 'starts with a dash', 'rf'],
    ['a'.repeat(300), 'is longer than 255 bytes', 'a'.repeat(40)],
    ['é'.repeat(128), 'is longer than 255 bytes', 'e'.repeat(40)],
    ['a'.repeat(61), 'is longer than 60 characters', 'a'.repeat(40)],
    ['🎉🎉', nothing, 'my-project'],
    ['שלום', nothing, 'my-project'],
    ['مرحبا', nothing, 'my-project'],
    ['日本語', nothing, 'my-project'],
    ['_', nothing, 'my-project'],
    ["''", nothing, 'my-project'],
    ...[...'<>:"|?*\\'].map((char): string[] => [`x${char}y`, `holds ${char}, which Windows does not allow`, 'x-y']),
  ])('%j %s', (folder, reason, suggestion) => {
    const failure = failureOf(() => derive(folder));
    expect(failure.exitCode).toBe(2);
    expect(failure.message).toContain(reason);
    expect(suggestionIn(failure)).toBe(suggestion);
  });
});

describe('refused names', () => {
  const shape = 'is not lower-case letters and digits joined by single hyphens';
  const importShape = 'is not lower-case letters, digits and underscores with a letter first';
  test.each<[NameOverrides, string, string]>([
    [{ name: '' }, shape, '--name my-project'],
    [{ name: 'My Project' }, shape, '--name my-project'],
    [{ name: 'a_b' }, shape, '--name a-b'],
    [{ name: 'a--b' }, shape, '--name a-b'],
    [{ name: 'a\n' }, shape, '--name a'],
    [{ name: 'scikit-learn' }, own, '--name my-scikit-learn'],
    [{ name: 'tensorflow', package: 'x' }, known, '--name my-tensorflow'],
    [{ name: 'class' }, keyword, '--name my-class'],
    [{ name: 'b'.repeat(61) }, 'is longer than 60 characters', `--name ${'b'.repeat(40)}`],
    [{ package: '' }, importShape, '--package my_project'],
    [{ package: 'my-pkg' }, importShape, '--package my_pkg'],
    [{ package: 'MyPkg' }, importShape, '--package mypkg'],
    [{ package: '3d' }, importShape, '--package ml_3d'],
    [{ package: '_io' }, importShape, '--package my_io'],
    [{ package: '__main__' }, importShape, '--package main'],
    [{ package: 'größe' }, importShape, '--package grosse'],
    [{ package: '_' }, keyword, '--package my_project'],
    [{ package: 'type' }, keyword, '--package my_type'],
    [{ package: 'json' }, library, '--package my_json'],
    [{ package: 'sklearn' }, own, '--package my_sklearn'],
    [{ package: 'Torch' }, known, '--package my_torch'],
    [{ package: 'tests' }, inProject, '--package my_tests'],
    [{ package: 'nul' }, device, '--package my_nul'],
    [{ package: 'c'.repeat(61) }, 'is longer than 60 characters', `--package ${'c'.repeat(40)}`],
  ])('%j %s', (overrides, reason, next) => {
    const failure = failureOf(() => derive('demo', overrides));
    expect(failure.exitCode).toBe(2);
    expect(failure.message).toContain(reason);
    expect(failure.next).toBe(`Give ${next} instead.`);
  });
});

test('a message says what was made from what', () => {
  expect(failureOf(() => derive('JSON!'))).toMatchObject({
    message: 'The import name "json", made from the folder "JSON!", is a module of Python\'s standard library.',
    next: 'Add --name my-json, or choose another folder.',
  });
  expect(failureOf(() => derive('demo', { name: 'class' })).message).toBe(
    'The import name "class", made from --name "class", is a Python keyword.',
  );
  expect(failureOf(() => derive('\u202e')).message).toContain('"\\u202e"');
});

/** The names that a failure's next step proposes, tried out as the user would. */
function suggestionIn(failure: Failure): string {
  const found = /^(?:Name the folder|Add --name|Give --name|Give --package) (\S+?)(?: instead\.|, or choose)/.exec(
    failure.next,
  );
  if (!found?.[1]) throw new Error(`No suggestion in: ${failure.next}`);
  return found[1];
}

/** Whole Unicode, and words near what is refused. */
const reservedWords = [
  ...keywords,
  ...standardLibrary,
  ...wellKnownImports,
  ...projectFolders,
  ...dependencies,
  'con',
  'lpt1',
];
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('a', 'Z', '7', '-', '_', '.', ' ', 'ß', 'é', '\n', '🎉'), maxLength: 130 }),
  fc
    .tuple(fc.constantFrom(...reservedWords), fc.constantFrom('', '.', ' ', '!', '.txt', '-x'), fc.boolean())
    .map(([word, end, upper]) => (upper ? word.toUpperCase() : word) + end),
);

describe('for any text', () => {
  const isOneSentence = (failure: Failure): void => {
    expect(failure.exitCode).toBe(2);
    expect(failure.message).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\p{Bidi_Control}]/u);
    expect(failure.message.replace(/"(\\.|[^"\\])*"/g, '')).toMatch(/^The [^.]+\.$/);
    expect(failure.next).toMatch(/^[A-Z][ -~]+\.$/);
  };
  const areNames = ({ distribution, package: importName }: ReturnType<typeof derive>): void => {
    expect(distribution).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(importName).toMatch(/^[a-z_][a-z0-9_]*$/);
    expect(reservedWords).not.toContain(importName);
  };
  const attempt = <Result>(run: () => Result): Result | Failure => {
    try {
      return run();
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
  };

  test('a folder gives names, which give themselves, or a reason and a folder or name that works', () => {
    fc.assert(
      fc.property(anyText, (folder) => {
        const names = attempt(() => derive(folder));
        if (names instanceof Failure) {
          isOneSentence(names);
          const better = suggestionIn(names);
          areNames(names.next.startsWith('Name') ? derive(better) : derive(folder, { name: better }));
        } else {
          expect(names.folder).toBe(folder);
          areNames(names);
          expect(derive(names.distribution)).toEqual({ ...names, folder: names.distribution });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('names that are set are kept or refused, never cleaned', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const named = attempt(() => derive('demo', { name: text }));
        if (named instanceof Failure) {
          isOneSentence(named);
          areNames(derive('demo', { name: suggestionIn(named) }));
        } else expect(named.distribution).toBe(text);
        const packaged = attempt(() => derive('demo', { package: text }));
        if (packaged instanceof Failure) {
          isOneSentence(packaged);
          areNames(derive('demo', { package: suggestionIn(packaged) }));
        } else expect(packaged.package).toBe(text);
      }),
    );
  });

  test('a suggestion is free, whatever the project depends on', () => {
    const reserved = ['my-json', 'json-project', 'my_project', 'my-project-2'];
    const failure = failureOf(() => deriveNames('json', {}, reserved));
    expect(failure.next).toContain('--name my-project-3');
  });

  test('a title is never empty for a folder that is not, and keeps the letters of every script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (folder) => {
        expect(titleFrom(folder)).not.toBe('');
        const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(titleFrom(`a${folder}`))).toBe(`A${letters(folder)}`);
      }),
    );
  });
});

test.each([
  ['biopsy-demo', 'Biopsy demo'],
  ['my_first  project', 'My first project'],
  ['BiopsyDemo', 'BiopsyDemo'],
  ['v1.2-notes', 'V1.2 notes'],
  ['größe-und-gewicht', 'Größe und gewicht'],
  ['émile', 'Émile'],
  ['日本語-データ', '日本語 データ'],
  ['שלום-עולם', 'שלום עולם'],
  ['🎉party', '🎉party'],
  ['ßeta', 'ßeta'],
  ['---', '---'],
])('the title of %s is %s', (folder, title) => {
  expect(titleFrom(folder)).toBe(title);
});

test('Python agrees', (context) => {
  const folders = [...fc.sample(anyText, { numRuns: 500, seed: 1 }), ...reservedWords.map((word) => `${word}-1`)];
  const packages = folders.flatMap((folder) => {
    try {
      return [derive(folder).package];
    } catch {
      return [];
    }
  });
  const program = `
import json, keyword, sys
words = json.load(sys.stdin)
taken = {*keyword.kwlist, *keyword.softkwlist}
if sys.version_info < (3, 15):
    taken |= {name for name in sys.stdlib_module_names if not name.startswith("_")}
bad = [name for name in words["packages"] if not name.isidentifier() or name in taken]
print(json.dumps({"bad": bad, "missing": sorted(name for name in taken if name.lower() not in words["reserved"])}))
`;
  const input = JSON.stringify({ packages, reserved: [...keywords, ...standardLibrary] });
  const probe = 'import sys; sys.exit(sys.version_info < (3, 11))';
  context.skip(spawnSync('python3', ['-c', probe]).status !== 0, 'There is no python3 of 3.11 or newer here.');
  const { stdout } = spawnSync('python3', ['-I', '-c', program], { input, encoding: 'utf8' });
  expect(packages.length).toBeGreaterThan(100);
  expect(JSON.parse(stdout)).toEqual({ bad: [], missing: [] });
});
