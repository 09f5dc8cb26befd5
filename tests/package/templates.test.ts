import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, emptyFolder, snapshot } from '../support/cli.ts';

const manifest = {
  schema: 1,
  id: 'mini',
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions: [
    {
      name: 'colour',
      kind: 'select',
      message: 'Colour',
      default: 'red',
      choices: [
        { value: 'red', label: 'Red' },
        { value: 'blue', label: 'Blue' },
      ],
    },
  ],
  layers: [{ path: 'base' }, { path: 'blue', when: { colour: 'blue' } }],
};

/** A folder with a small template in `mini`, changed as the test wants it. */
function withTemplate(changes: object = {}, files: Record<string, string> = {}): string {
  const cwd = emptyFolder();
  const all = {
    'template.json': JSON.stringify({ ...manifest, ...changes }),
    'base/README.md.hbs': '# {{md title}}\n\n{{colour}}\n',
    'base/mini_project.py': 'import mini_project  # {{ left }} ${{ alone }} mini_projects mini-project\n',
    'base/_gitignore': '*.pyc\n',
    'blue/sky.txt': 'blue\n',
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(cwd, 'mini', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return cwd;
}

test("a template of one's own is laid down, and only its package name is replaced", async () => {
  const cwd = withTemplate();
  const { code } = await cli(
    ['sky-watch', '-t', './mini', '--colour', 'blue', '--title', 'A *sky* "watch"', '--no-git'],
    { cwd },
  );
  expect(code).toBe(0);
  const files = snapshot(path.join(cwd, 'sky-watch'));
  const text = (name: string): string => Buffer.from(files[name] ?? '', 'base64').toString();
  expect(Object.keys(files).sort()).toEqual([
    '.gitignore',
    '.ml-portfolio.json',
    'README.md',
    'sky.txt',
    'sky_watch.py',
  ]);
  expect(text('sky_watch.py')).toBe('import sky_watch  # {{ left }} ${{ alone }} mini_projects sky-watch\n');
  expect(text('README.md')).toBe('# A \\*sky\\* "watch"\n\nblue\n');
  expect(JSON.parse(text('.ml-portfolio.json'))).toMatchObject({
    template: { id: 'mini', source: './mini', version: '1.0.0' },
    answers: { colour: 'blue' },
  });
});

describe('a template that is invalid or unsafe is exit 4: file, key and reason, nothing written', () => {
  test.each<[string, object, Record<string, string>, RegExp]>([
    ['no JSON', {}, { 'template.json': '{' }, /template\.json, line 1, is no JSON/],
    ['an unknown key', { colour: 1 }, {}, /colour in .*template\.json/],
    ['a wrong version of the format', { schema: 2 }, {}, /schema in .*must be 1/],
    [
      'a default that is no choice',
      { questions: [{ ...manifest.questions[0], default: 'green' }] },
      {},
      /questions\.0\.default/,
    ],
    [
      'a question called like one of ours',
      { questions: [{ ...manifest.questions[0], name: 'title' }] },
      {},
      /questions\.0\.name.*taken/,
    ],
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
  ])('%s', async (_, changes, files, message) => {
    const cwd = withTemplate(changes, files);
    const { code, stderr } = await cli(['x', '-t', './mini', '--yes'], { cwd });
    expect({ code, left: readdirSync(cwd) }).toEqual({ code: 4, left: ['mini'] });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^Error: .+\n.+\n$/);
  });

  test.each([
    ['a link to a file', 'base/passwd', '/etc/passwd'],
    ['a layer that is a link to outside', 'blue', '/etc'],
  ])('%s', async (_, name, to) => {
    const cwd = withTemplate({}, name === 'blue' ? { 'blue/sky.txt': '' } : {});
    const place = path.join(cwd, 'mini', name);
    if (name === 'blue') {
      const { rmSync } = await import('node:fs');
      rmSync(place, { recursive: true });
    }
    symlinkSync(to, place);
    const { code, stderr } = await cli(['x', '-t', './mini', '--yes'], { cwd });
    expect(code).toBe(4);
    expect(stderr).toMatch(/is a link|outside/);
    expect(readdirSync(cwd)).toEqual(['mini']);
  });
});
