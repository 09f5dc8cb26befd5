import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { deriveNames } from '../../src/plan/names.ts';
import { checkSafe } from '../../src/template/paths.ts';
import { forbiddenByWindows } from '../../src/text/windows.ts';
import { put, runHere, workFolder } from '../support/run-here.ts';

const numbers = [...'0123456789¹²³'];
const devices = ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$', ...numbers.flatMap((n) => [`COM${n}`, `LPT${n}`])];

const refuses = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof Failure) return true;
    throw error;
  }
};

describe('one list of names that Windows forbids', () => {
  test.each(devices)('%s, in any case and with any extension', (name) => {
    for (const one of [
      name,
      name.toLowerCase(),
      `${name}.txt`,
      `${name}.tar.gz`,
      `${name} .md`,
      `${name}.`,
      `${name} `,
    ]) {
      expect(forbiddenByWindows(one), one).toMatch(/device/);
      expect(
        refuses(() => deriveNames(one, {}, [])),
        one,
      ).toBe(true);
      expect(
        refuses(() => checkSafe(`a/${one}/b`, 'x')),
        one,
      ).toBe(true);
    }
  });

  test.each(['a.', 'a ', 'a. .', ...[...'<>:"|?*\\'].map((char) => `a${char}b`)])('%j', (name) => {
    expect(forbiddenByWindows(name)).toMatch(/drops|does not allow/);
    expect(refuses(() => deriveNames(name, {}, []))).toBe(true);
    expect(refuses(() => checkSafe(`a/${name}`, 'x'))).toBe(true);
  });

  test.each(['console', 'com', 'com10', 'lpt', 'nul-model', 'auxiliary', 'my.con', 'prn_x', 'conin', 'a b'])(
    '%s is allowed',
    (name) => {
      expect(forbiddenByWindows(name)).toBeUndefined();
      expect(() => checkSafe(name, 'x')).not.toThrow();
      expect(deriveNames(name, {}, []).folder).toBe(name);
    },
  );

  test('is asked for folders, files and parts alike', () => {
    const name = fc.oneof(
      fc.constantFrom(...devices).chain((one) => fc.constantFrom(one, `${one}.x`, one.toLowerCase(), `${one}x`)),
      fc.string({ unit: fc.constantFrom(...'ab.: <>"|?*c'), minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(name, (one) => {
        if (forbiddenByWindows(one) === undefined) return;
        expect(refuses(() => deriveNames(one, { name: 'x', package: 'x' }, []))).toBe(true);
        expect(refuses(() => checkSafe(one, one))).toBe(true);
      }),
    );
  });
});

describe('a template with such a file', () => {
  const manifest = JSON.stringify({
    ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
    ...{ questions: [], layers: [{ path: 'base' }] },
  });
  test.each(['conin$.txt', 'COM0', 'lpt³.md', 'nul .txt', 'a.', 'b /x', 'what?.md', 'aux/x.py', '_parts/con.md/10-x'])(
    '%s is found by check, and refused where a project is made of it',
    async (name) => {
      const cwd = workFolder({ 'mini/template.json': manifest });
      put(path.join(cwd, 'mini', 'base'), { 'a.py': 'import mini_project\n', [name]: 'mini_project\n' });
      const made = await runHere(['x', '-t', './mini', '-y', '--dry-run'], { cwd });
      expect(made).toMatchObject({
        code: 4,
        stdout: '',
        stderr: expect.stringMatching(/cannot be written everywhere: /),
      });
      const checked = await runHere(['template', 'check', 'mini'], { cwd });
      expect(checked).toMatchObject({ code: 4, stdout: expect.stringMatching(/error unportable-name/) });
    },
  );

  test.each(['con', 'com0', 'aux'])('no template, distribution or folder is called %s', async (id) => {
    const cwd = workFolder({ 'mini/template.json': manifest, 'mini/base/a.py': 'import mini_project\n' });
    for (const argv of [
      ['template', 'add', './mini', '--as', id],
      ['template', 'new', id],
      ['x', '-t', 'chatbot', '-y', '--name', id],
      ['x', '-t', 'chatbot', '-y', '--package', id],
    ])
      expect(await runHere(argv, { cwd, env: { XDG_CONFIG_HOME: cwd } })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/Windows/),
      });
  });
});
