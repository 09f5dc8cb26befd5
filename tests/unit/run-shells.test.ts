import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectRow, put, type Row, reportHere, runHere, workFolder } from '../support/run-here.ts';
import { windowsShells } from '../support/windows-shells.ts';

const odd = ['x', '-t', 'predictive-model', '--yes', '--no-git', '--author', "Ada O'N", '--title', '100% & $5'];

describe('what is printed to be typed is written for the shell', () => {
  test.each<[platform: string, SHELL: string, next: readonly string[], recreate: readonly string[]]>([
    [
      ...['linux', '/bin/bash'],
      ['python3 -m venv .venv', '. .venv/bin/activate'],
      [
        'npx create-ml-portfolio@1.2.3 x --template=predictive-model \\',
        `  --title='100% & $5' --author="Ada O'N" --year=2026 --yes`,
      ],
    ],
    [
      ...['darwin', '/opt/homebrew/bin/fish'],
      ['python3 -m venv .venv', 'source .venv/bin/activate.fish'],
      [
        'npx create-ml-portfolio@1.2.3 x --template=predictive-model \\',
        `  --title='100% & $5' --author="Ada O'N" --year=2026 --yes`,
      ],
    ],
    [
      ...['linux', '/bin/tcsh'],
      ['python3 -m venv .venv', 'source .venv/bin/activate.csh'],
      [
        'npx create-ml-portfolio@1.2.3 x --template=predictive-model \\',
        `  --title='100% & $5' --author="Ada O'N" --year=2026 --yes`,
      ],
    ],
    [
      ...['win32', ''],
      ['py -m venv .venv', '.venv\\Scripts\\activate'],
      [
        `npx create-ml-portfolio@1.2.3 x --template=predictive-model --title="100"%" & "$"5" --author="Ada O'N" --year=2026 --yes`,
      ],
    ],
    [
      ...['win32', 'C:\\Program Files\\Git\\usr\\bin\\bash.exe'],
      ['py -m venv .venv', '. .venv/Scripts/activate'],
      [
        'npx create-ml-portfolio@1.2.3 x --template=predictive-model \\',
        `  --title='100% & $5' --author="Ada O'N" --year=2026 --yes`,
      ],
    ],
  ] as never)('on %s, SHELL=%s', async (platform, SHELL, environment, recreate) => {
    const { stdout } = await runHere(odd, { platform, env: { SHELL } });
    const said = stdout.slice(stdout.indexOf('Next:')).split('\n');
    expect(said).toEqual([
      'Next:',
      ...['cd x', ...environment, 'python -m pip install -c constraints.txt -e ".[dev]"'].map((line) => `  ${line}`),
      ...['  python -m x all', '  python -m pytest', '', 'The same project again:'],
      ...recreate.map((line) => `  ${line}`),
      '',
    ]);
    const { project } = await reportHere([...odd, '--dry-run'], { platform, env: { SHELL } });
    if (recreate.length === 1) expect(project.recreate).toBe(recreate[0]);
    else expect(project.recreate).toBe(recreate.join('\n').replaceAll(' \\\n ', ''));
  });

  test('a project says the same on every system', async () => {
    const kept = async (platform: string): Promise<string> => {
      const cwd = workFolder();
      await runHere(odd, { platform, cwd });
      return readFileSync(path.join(cwd, 'x', 'README.md'), 'utf8');
    };
    expect(await kept('win32')).toBe(await kept('linux'));
  });

  test.each(Object.entries(windowsShells))('%s reads all of it', async (_, read) => {
    const { project, next } = await reportHere(odd, { platform: 'win32' });
    expect(read(project.recreate)).toContain('--title=100% & $5');
    expect(next.map(read)).toContainEqual(['cd', 'x']);
  });
});

test.each(['predictive-model', 'recommendation-system', 'image-classifier', 'chatbot'])(
  "%s: Next and the project's README say the same, in words that zsh takes too",
  async (id) => {
    const cwd = workFolder();
    const { next } = await reportHere(['x', '-t', id, '--yes', '--no-git', '--with=api,tracking'], { cwd });
    const readme = readFileSync(path.join(cwd, 'x', 'README.md'), 'utf8');
    const scripts = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, script = '']) => script);
    expect(['cd x', ...(scripts[0]?.trimEnd().split('\n') ?? [])]).toEqual(next);
    // Typed into zsh, a comment is some more words.
    expect(scripts.join('').match(/ #.*/g)).toBe(null);
    for (const words of ['py -m venv .venv', '.venv\\Scripts\\activate']) expect(readme).toContain(`\`${words}\``);
  },
);

test('whatever is said of a command of ours can be typed as it is', () => {
  const root = path.resolve(import.meta.dirname, '../../src');
  const lines = readdirSync(root, { recursive: true, encoding: 'utf8' })
    // Usage is what comes after the name, and a script for a shell has no npx.
    .filter((file) => file.endsWith('.ts') && !/help\.ts$|scripts\.ts$/.test(file))
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').split('\n'));
  expect(
    lines.filter((line) => /(?<!npx )\bcreate-ml-portfolio (-|list|help|template|\w+ -|[$<[])/.test(line)),
  ).toEqual([]);
});

test('where both streams go to one place, what went wrong stands last', async () => {
  const cwd = workFolder({ 'x/README.md': 'mine\n' });
  const together: string[] = [];
  await runHere(['x', '-t', 'chatbot', '-y', '--dry-run'], { cwd, together });
  expect(together.join('')).toMatch(/^.*\/x\/ would be written[\s\S]*\nError: [^\n]+\n {2}README\.md\n[^\n]+\n$/);
});

describe('flags that npm create has kept, since no -- stood before them', () => {
  const kept = (settings: Readonly<Record<string, string>>) => {
    const told = Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value]);
    return { env: { npm_command: 'init', ...Object.fromEntries(told) } };
  };

  test.each<[argv: string, Readonly<Record<string, string>>, flags: string, again: string]>([
    ['x chatbot', { template: 'true', yes: 'true' }, '--template, --yes', 'x -- --template=chatbot --yes'],
    ['x', { template: 'chatbot', git: 'false' }, '--template, --no-git', 'x -- --template=chatbot --no-git'],
    ['x ./tpl', { t: 'true', y: 'true' }, '--template, --yes', 'x -- --template=./tpl --yes'],
    [
      ...['x chatbot bm25', { template: 'true', retriever: 'true', yes: 'true' }],
      ...['--template, --yes, --retriever', 'x -- --template=chatbot --yes --retriever=bm25'],
    ] as never,
    ['x a b', { template: 'true', title: 'true' }, '--template, --title', 'x -- --template=… --title=…'],
    ['x', { yes: 'true' }, '--yes', 'x -- --yes'],
    ['x', { dry_run: 'true' }, '--dry-run', 'x -- --dry-run'],
    ['x', { verify: 'true', yes: 'true' }, '--yes, --verify', 'x -- --yes --verify'],
  ])('%s, with %j', async (argv, settings, flags, again) => {
    const stderr = `Error: npm has kept ${flags} for itself.\nWrite it after a --: npm create ml-portfolio ${again}\n`;
    expect(await runHere(argv.split(' '), kept(settings))).toEqual({ code: 2, stdout: '', stderr });
  });

  test.each<[argv: string, Readonly<Record<string, string | undefined>>]>([
    ['x -t chatbot --yes --dry-run', { npm_command: 'init', npm_config_yes: 'true' }],
    ['x -t chatbot --yes --dry-run', { npm_command: 'exec', npm_config_template: 'true' }],
    ['list', { npm_command: 'init', npm_config_json: 'true' }],
  ])('%s is as it is typed with %j', async (argv, env) => {
    expect((await runHere(argv.split(' '), { env })).code).toBe(0);
  });
});

describe('what only a shell would have read', () => {
  const home = (cwd: string) => {
    put(cwd, { 'me/tpl/template.json': manifest, 'me/tpl/base/a.txt': 'a\n', 'me/answers.json': '{}' });
    mkdirSync(path.join(cwd, 'work'));
    return { cwd: path.join(cwd, 'work'), env: { HOME: path.join(cwd, 'me') } };
  };
  const manifest = JSON.stringify({
    ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
    ...{ questions: [], layers: [{ path: 'base' }] },
  });
  const refused = /^Error: Only a shell knows what .+ stands for\.\nWrite the whole path\. .+ write \.\/.+\.\n$/;

  test.each<Row>([
    [['~/x', '-t', '~/tpl', '-y', '--dry-run'], 0, /\/me\/x\/ would be written: 2 files/, ''],
    [['$HOME/x', '--template=$HOME/tpl', '-y', '--dry-run'], 0, /\/me\/x\/ would be written/, ''],
    [['${HOME}/x', '--template=${HOME}/tpl', '-y', '--dry-run'], 0, /\/me\/x\/ would be written/, ''],
    [['x', '--template=~/tpl', '--answers=~/answers.json', '--dry-run'], 0, /\/work\/x\/ would be written/, ''],
    [['template', 'check', '~/tpl'], 0, /0 errors/, ''],
    [['template', 'preview', '~/tpl'], 0, /would be written/, ''],
    [['./~x', '-t', '~/tpl', '-y', '--dry-run'], 0, /\/work\/~x\/ would be written[\s\S]* "\.\/~x" /, ''],
    [['~ada/x', '-t', '~/tpl', '-y'], 2, '', refused],
    [['~ada', '-t', '~/tpl', '-y'], 2, '', refused],
    [['$WORK/x', '-t', '~/tpl', '-y'], 2, '', refused],
    [['${WORK}/x', '-t', '~/tpl', '-y'], 2, '', refused],
    [['%TEMP%\\x', '-t', '~/tpl', '-y'], 2, '', refused],
    [['x', '--template=~ada/tpl', '-y'], 2, '', refused],
    [['x', '--template=$WORK/tpl', '-y'], 2, '', refused],
    [['x', '-t', '~/tpl', '-y', '--python=~ada/bin/python'], 2, '', refused],
    [['x', '-t', '~/tpl', '--answers=~ada/answers.json'], 2, '', refused],
    [['template', 'new', '~ada/x', '-y'], 2, '', refused],
    [['template', 'check', '~ada/tpl'], 2, '', refused],
    [['template', 'preview', '~/tpl', '--against=~ada/x'], 2, '', refused],
    [['./~', '-t', '~/tpl', '-y'], 2, '', /would be a folder called ~, .+\nChoose another name\.\n$/],
    [['a/~/b', '-t', '~/tpl', '-y'], 2, '', /would be a folder called ~, /],
  ])('%j ends with %i', async (...row) => {
    await expectRow(row, (cwd) => ({ ...home(cwd) }));
  });

  test('without a home, ~ is refused, and no folder is called so', async () => {
    const cwd = workFolder();
    const { code, stderr } = await runHere(['~/x', '-t', 'predictive-model', '-y'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(refused) });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('on Windows, home is where its own variable says', async () => {
    const cwd = workFolder();
    const given = { cwd, platform: 'win32', env: { USERPROFILE: path.join(cwd, 'me') } };
    for (const word of ['~/x', '%USERPROFILE%/x', '$env:USERPROFILE/x'])
      expect((await reportHere([word, '-y', '--dry-run'], given)).project.directory).toBe(path.join(cwd, 'me', 'x'));
  });
});
