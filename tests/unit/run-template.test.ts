import { appendFileSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ended, expectRow, put, type Row, reportHere, runHere, wordsOf, workFolder } from '../support/run-here.ts';

/** The commands of a template's author, as typed and as they end. */
const table = (rows: readonly Row[]) => rows.map((row) => [wordsOf(row[0]).join(' '), row] as const);

const colour = {
  ...{ name: 'colour', kind: 'select', message: 'Colour', default: 'red' },
  choices: ['red', 'blue'].map((value) => ({ value, label: value })),
};
const manifest = {
  ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
  questions: [colour],
  layers: [{ path: 'base' }, { path: 'blue', when: { colour: 'blue' } }],
};

/** A small template in `mini`, changed as the test wants it. */
const mini = (changes: object = {}, files: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'mini/template.json': JSON.stringify({ ...manifest, ...changes }),
  'mini/base/README.md.hbs': '# {{md title}}\n\n{{colour}}\n',
  'mini/base/mini_project.py': 'import mini_project  # {{ left }} ${{ alone }} mini_projects mini-project\n',
  'mini/base/_gitignore': '*.pyc\n',
  'mini/blue/sky.txt': 'blue\n',
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`mini/${name}`, text])),
});

/** Puts files into the folder of a row. */
const holding = (files: Readonly<Record<string, string>>) => (cwd: string) => {
  put(cwd, files);
  return {};
};

test("a template of one's own is laid down, and only its package name is replaced", async () => {
  const cwd = workFolder(mini());
  const words = ['sky-watch', '-t', './mini', '--colour', 'blue', '--title', 'A *sky* "watch"', '--no-git'];
  expect(await runHere(words, { cwd })).toMatchObject({ code: 0, stderr: '' });
  const made = (file: string): string => readFileSync(path.join(cwd, 'sky-watch', file), 'utf8');
  expect(readdirSync(path.join(cwd, 'sky-watch')).sort()).toEqual([
    ...['.gitignore', '.ml-portfolio.json', 'README.md', 'sky.txt', 'sky_watch.py'],
  ]);
  expect(made('sky_watch.py')).toBe('import sky_watch  # {{ left }} ${{ alone }} mini_projects sky-watch\n');
  expect(made('README.md')).toBe('# A \\*sky\\* "watch"\n\nblue\n');
  expect(JSON.parse(made('.ml-portfolio.json'))).toMatchObject({
    template: { id: 'mini', source: './mini', version: '1.0.0' },
    answers: { colour: 'blue' },
  });
});

test('a name that begins with an underscore is stored with two', async () => {
  const stored = ['__config.yml', '__static/x.css', '__init__.py', '_parts/__quarto.yml/10-x', '_env'];
  const cwd = workFolder(mini({}, Object.fromEntries(stored.map((name) => [`base/${name}`, 'x\n']))));
  const { files } = await reportHere(['sky', '-t', './mini', '-y', '--dry-run'], { cwd });
  const written = files.map((file: { path: string }) => file.path);
  expect(written).toEqual(
    expect.arrayContaining(['_config.yml', '_static/x.css', '__init__.py', '_quarto.yml', '.env']),
  );
  const { findings } = await reportHere(wordsOf('template check mini'), { cwd });
  expect(findings.filter(({ rule }: { rule: string }) => rule === 'hidden-name')).toEqual([]);
});

describe('a template that is invalid or unsafe is exit 4: file, key and reason, nothing written', () => {
  test.each<[string, object, Record<string, string>, RegExp]>([
    ['not JSON', {}, { 'template.json': '{' }, /template\.json, line 1, .*JSON/],
    ['an unknown key', { colour: 1 }, {}, /colour in .*template\.json/],
    ['a wrong version of the format', { schema: 2 }, {}, /schema in .*must be 1/],
    ['a default that is not a choice', { questions: [{ ...colour, default: 'green' }] }, {}, /questions\.0\.default/],
    ['a name of ours', { questions: [{ ...colour, name: 'title' }] }, {}, /questions\.0\.name.*taken/],
    ['a condition on no question', { layers: [{ path: 'base', when: { color: 'red' } }] }, {}, /layers\.0\.when/],
    ['a condition on no choice', { layers: [{ path: 'base', when: { colour: 'green' } }] }, {}, /green/],
    ['a layer that is not there', { layers: [{ path: 'nowhere' }] }, {}, /nowhere does not exist/],
    ['a layer outside', { layers: [{ path: '..' }] }, {}, /outside the template/],
    ['a layer at the root of the disk', { layers: [{ path: '/etc' }] }, {}, /outside the template/],
    [
      'a misspelt name',
      {},
      { 'base/README.md.hbs': 'x\n{{titel}}\n' },
      /README\.md\.hbs, line 2.*did you mean "title"/,
    ],
    ['a partial', {}, { 'base/README.md.hbs': '{{> x}}' }, /partials/],
    ['braces that do not close', {}, { 'base/README.md.hbs': '{{#if title}}' }, /README\.md\.hbs/],
    [
      'two layers with one path',
      {
        layers: [
          { path: 'base', when: { colour: 'red' } },
          { path: 'blue', when: { colour: ['red', 'blue'] } },
        ],
      },
      { 'blue/_gitignore': '' },
      /both hold \.gitignore/,
    ],
  ])('%s', async (_, changes, files, reason) => {
    const stderr = new RegExp(`^Error: .*${reason.source}.*\\n.+\\n$`);
    await expectRow(['x -t ./mini --yes', 4, '', stderr], holding(mini(changes, files)));
  });

  test.each([
    ['a link to a file', 'base/passwd', '/etc/passwd'],
    ['a layer that is a link to outside', 'red', '/etc'],
  ])('%s', async (_, name, to) => {
    const layers = [{ path: 'base' }, { path: 'red' }];
    await expectRow(['x -t ./mini --yes', 4, '', /^Error: .*(is a link|outside).*\n.+\n$/], (cwd) => {
      put(cwd, mini({ layers }, name === 'red' ? {} : { 'red/': '' }));
      symlinkSync(to, path.join(cwd, 'mini', name));
      return {};
    });
  });
});

describe('template new', () => {
  test.each(
    table([
      [
        'template new sky',
        0,
        /^Wrote the template sky in \/.*:\n[\s\S]*template\.json[\s\S]*\nNext:\n.* check \.\/sky --run\n/,
        '',
      ],
      ['template new sky --dry-run', 0, /^Would write .*sky[\s\S]*template\.json/, ''],
      ['template new ./own --from predictive-model', 0, /^Wrote the template own /, ''],
      ['template new taken', 3, '', /already holds files[\s\S]*template\.json/],
      ['template new 1up', 2, '', /"1up".* id for a template/],
      ['template new x --from chatbt', 2, '', /\nDid you mean chatbot\?\n$/],
      ['template new x y', 2, '', /takes one word/],
      ['template new', 2, '', /needs its <folder>/],
    ]),
  )('%s', async (_, row) => expectRow(row, holding({ 'taken/template.json': 'mine' })));

  test('with --dry-run writes nothing', async () => {
    const cwd = workFolder();
    await runHere(wordsOf('template new sky --dry-run'), { cwd });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('starts from one that exists, which it extends, and quotes what it is called', async () => {
    const cwd = workFolder();
    await runHere(['template', 'new', "./Our 'own' model", '--from', 'predictive-model'], { cwd });
    const folder = path.join(cwd, "Our 'own' model");
    expect(JSON.parse(readFileSync(path.join(folder, 'template.json'), 'utf8'))).toMatchObject({
      id: 'our-own-model',
      extends: 'predictive-model',
    });
    const { project, ok } = await reportHere(['x', '-t', folder, '--yes', '--dry-run'], { cwd });
    expect({ ok, licence: project.answers.licence }).toEqual({ ok: true, licence: 'Apache-2.0' });
  });
});

describe('template check', () => {
  const right = { 'base/mini_project.py': 'import mini_project\n' };
  const faulty = mini({}, { ...right, 'base/x.toml.hbs': '\nname = "{{title}}"\n' });

  test('of one that is right', () =>
    expectRow(['template check mini', 0, /^0 errors, 0 warnings\n$/, ''], (cwd) => {
      put(cwd, mini({}, right));
      return {};
    }));

  test('errors are exit 4: as text, as JSON and as annotations', async () => {
    const stderr = 'Error: The template has 1 error.\nEach is listed with what to do about it.\n';
    const found = /^base\/x\.toml\.hbs:2 error raw-text\n {2}title is free text/;
    await expectRow(['template check mini', 4, found, stderr], holding(faulty));
    const annotation = /^::error file=mini\/base\/x\.toml\.hbs,line=2,title=raw-text::title is free text/;
    await expectRow(['template check mini --github', 4, annotation, stderr], holding(faulty));
    const { findings } = await reportHere(wordsOf('template check mini'), { cwd: workFolder(faulty) });
    expect(findings).toMatchObject([{ rule: 'raw-text', level: 'error', file: 'base/x.toml.hbs', line: 2 }]);
  });

  test('is in colour where the stream takes it', async () => {
    const given = { cwd: workFolder(faulty), colour: { stdout: true, stderr: true } };
    expect((await runHere(wordsOf('template check mini'), given)).stdout).toContain('\u001b[31merror\u001b[39m');
  });

  test.each(
    table([
      ['template check mini', 0, /0 errors, 1 warning\n$/, ''],
      ['template check nowhere', 2, '', /There is no folder at/],
      ['template check .', 2, '', /has no template\.json/],
      ['template add ./mini --run', 2, '', /--run does not apply here/],
    ]),
  )('%s', async (_, row) => expectRow(row, holding(mini({}, { ...right, 'base/x.md': '[gone](gone.md)\n' }))));
});

describe('template preview', () => {
  test.each(
    table([
      [
        'template preview chatbot --retriever bm25',
        0,
        /my-chatbot\/ would be written[\s\S]*To create it:\n[\s\S]*--retriever=bm25/,
        '',
      ],
      ['template preview ./nowhere', 2, '', /no template folder/],
      ['template preview chatbot --against x', 2, '', /no folder at x to compare with/],
      ['template preview', 2, '', /needs its <source>/],
    ]),
  )('%s', (_, row) => expectRow(row));

  /** A project of the template in `mini`, and what the template would change in it. */
  async function project(
    ...words: string[]
  ): Promise<readonly [cwd: string, preview: (...more: string[]) => Promise<Ended>]> {
    const cwd = workFolder(mini());
    expect((await runHere(['mine', '-t', './mini', '--no-git', '-y', ...words], { cwd })).code).toBe(0);
    return [cwd, (...more) => runHere(['template', 'preview', './mini', '--against', 'mine', ...more], { cwd })];
  }

  test('shows what the template would change in a project, and nothing where it would not', async () => {
    const [cwd, preview] = await project('--colour', 'blue', '--author', 'Ada', '--package', 'other');
    const same = 'mine holds what the template would write with these answers.\n';
    expect(await preview()).toEqual({ code: 0, stdout: same, stderr: '' });
    appendFileSync(path.join(cwd, 'mine', 'README.md'), 'My own line.\n');
    rmSync(path.join(cwd, 'mine', 'other.py'));
    writeFileSync(path.join(cwd, 'mine', 'notes.txt'), 'mine\n');
    const { code, stdout } = await preview();
    expect(code).toBe(0);
    expect(stdout.match(/^(---|\+\+\+) .*/gm)).toEqual([
      ...['--- a/README.md', '+++ b/README.md', '--- /dev/null', '+++ b/other.py'],
    ]);
    expect(stdout).toContain('\n-My own line.\n');
    expect((await preview('--title', 'Other')).stdout).toContain('\n+# Other\n');
  });

  test('changes nothing in a project of ours that was just made', async () => {
    const cwd = workFolder();
    const words = 'mine -t predictive-model --dataset diabetes --package other --author Ada --no-git -y';
    expect((await runHere(wordsOf(words), { cwd })).code).toBe(0);
    const { stdout } = await runHere(wordsOf('template preview predictive-model --against mine'), { cwd });
    expect(stdout).toMatch(/^mine holds what/);
  });

  test('a record that cannot be read is refused with the way out, and one of 0.1 is read', async () => {
    const [cwd, preview] = await project('--colour', 'blue');
    const file = path.join(cwd, 'mine', '.ml-portfolio.json');
    const whole = readFileSync(file, 'utf8');
    const { schema: _, files: __, ...old } = JSON.parse(whole);
    writeFileSync(file, JSON.stringify(old));
    expect(await preview()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^mine holds what/) });
    for (const [text, said] of [
      [whole.slice(0, 300), /\.ml-portfolio\.json is not valid JSON\.\sRestore it from version control/],
      [whole.replace('"schema": 1', '"schema": 2'), /by a later release[\s\S]*create-ml-portfolio@latest/],
    ] as const) {
      writeFileSync(file, text);
      expect(await preview()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
    }
  });
});
