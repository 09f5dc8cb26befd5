import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { cli, emptyFolder, runProgram, snapshot } from '../support/cli.ts';

const yes = ['--template', 'predictive-model', '--yes'];

describe('wrong usage is exit 2, one sentence and a next step, and leaves nothing behind', () => {
  test.each<[string, string[], RegExp]>([
    ['unknown flag', ['x', '--dry-rn'], /Unknown flag --dry-rn\.\nDid you mean --dry-run\?/],
    [
      'a verb that may become a command',
      ['update'],
      /update is not a command \(yet\)\.\nFor a folder of that name write \.\/update\./,
    ],
    [
      'unknown template',
      ['x', '-t', 'predictive-modl', '-y'],
      /Unknown template "predictive-modl"\.\nDid you mean predictive-model\?/,
    ],
    ['a flag that would colour the terminal', ['--\u001b[31m'], /Unknown flag --\\u001b\[31m\./],
    ['a question called like what objects inherit', ['x', ...yes, '--set', '__proto__=x'], /"__proto__"/],
    ['no such folder', ['x', '-t', './nowhere', '-y'], /no template folder at \.\/nowhere/],
    ['unknown question', ['x', ...yes, '--set', 'datset=diabetes'], /"datset".*\nDid you mean dataset\?/],
    ['unknown choice', ['x', ...yes, '--dataset', 'diabetis'], /--dataset must be one of .*\nDid you mean diabetes\?/],
    ['unknown feature', ['x', ...yes, '--with', 'dmo'], /--with .*\nDid you mean demo\?/],
    ['unknown feature left out', ['x', ...yes, '--without', 'cii'], /--without .*\nDid you mean ci\?/],
    ['two folders', ['x', 'y', ...yes], /One folder/],
    ['a flag without its value', ['x', '--template'], /--template needs a value/],
    ['empty name', ['', ...yes], /./],
    ['con', ['con', ...yes], /Windows/],
    ['a keyword', ['class', ...yes], /keyword/],
    ['a standard module', ['json', ...yes], /standard library/],
    ['a dependency', ['sklearn', ...yes], /sklearn/],
    ['emoji only', ['🎉🎉', ...yes], /--name/],
    ['300 characters', ['x'.repeat(300), ...yes], /./],
    ['newline', ['a\nb', ...yes], /control|line/],
    ['leading dash', ['--', '-x'], /dash|hyphen/],
    ['leading dash as a flag', ['-x', ...yes], /Unknown flag -x/],
    ['right-to-left only', ['مشروع', ...yes], /--name/],
  ])('%s', async (_, words, message) => {
    const cwd = emptyFolder();
    const { code, stdout, stderr } = await cli(words[0] === '--' ? [...yes, ...words] : words, { cwd });
    expect({ code, stdout, left: readdirSync(cwd) }).toEqual({ code: 2, stdout: '', left: [] });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^Error: .+\n.+/);
    expect(stderr).not.toMatch(/\n\s+at |\u001b/);
  });
});

describe('strange names that are accepted', () => {
  test.each([
    ['it\'s "quoted"', 'its-quoted', 'its_quoted'],
    ['{{x}}-model', 'x-model', 'x_model'],
    ['$(x)model', 'x-model', 'x_model'],
    ['e\u0301tude', 'etude', 'etude'],
    ['Größe', 'grosse', 'grosse'],
  ])('%s', async (folder, distribution, pkg) => {
    const { code, stdout } = await cli([folder, ...yes, '--dry-run', '--json'], { cwd: emptyFolder() });
    const { project } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(project.names).toEqual({ folder, distribution, package: pkg });
  });
});

describe('missing answers without a terminal', () => {
  test('lists each flag and a whole example that works, and prints no prompt', async () => {
    const cwd = emptyFolder();
    const { code, stdout, stderr } = await cli([], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const flag of ['<directory>', '--template', '--features']) expect(stderr).toContain(flag);
    expect(stderr).not.toMatch(/[◆│?]/);
    const example = /^ {2}create-ml-portfolio (.*)$/m.exec(stderr)?.[1]?.split(' ') ?? [];
    expect((await cli([...example, '--dry-run'], { cwd })).code).toBe(0);
  });

  test('a question that does not apply is neither listed nor in the example', async () => {
    const cwd = emptyFolder();
    mkdirSync(path.join(cwd, 'mini', 'base'), { recursive: true });
    const choices = [
      { value: 'red', label: 'Red' },
      { value: 'blue', label: 'Blue' },
    ];
    const colour = { name: 'colour', kind: 'select', message: 'Colour', default: 'red', choices };
    const shade = { name: 'shade', kind: 'text', message: 'Shade', default: 'sky', when: { colour: 'blue' } };
    const about = {
      schema: 1,
      id: 'mini',
      title: 'Mini',
      summary: 'Small.',
      version: '1.0.0',
      package: 'mini_project',
    };
    const manifest = { ...about, questions: [colour, shade], layers: [{ path: 'base' }] };
    writeFileSync(path.join(cwd, 'mini', 'template.json'), JSON.stringify(manifest));
    const red = await cli(['x', '-t', './mini'], { cwd });
    expect(red.stderr).toMatch(/^ {2}--colour {2}red \| blue\n[\s\S]*--template=\.\/mini --colour=red\n$/m);
    const blue = await cli(['x', '-t', './mini', '--colour=blue'], { cwd });
    expect(blue.stderr).toMatch(/^ {2}--shade {2}Shade\n[\s\S]*--template=\.\/mini --colour=blue --shade=sky\n$/m);
  });

  test('those that were given are not asked for again', async () => {
    const words = ['json', '--name', 'my-json', '-t', 'predictive-model', '--dataset=diabetes', '--framework=xgboost'];
    const { code, stderr } = await cli(words, { cwd: emptyFolder() });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /create-ml-portfolio json .*--name=my-json --dataset=diabetes --framework=xgboost --features=/,
    );
    expect(stderr).toContain('--features');
    expect(stderr).not.toMatch(/^ {2}(<directory>|--template|--dataset|--framework)/m);
  });
});

describe('--answers', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{"dataset": ', /no JSON/],
    ['no object', '["diabetes"]', /no JSON object/],
    ['null', 'null', /no JSON object/],
    ['a wrong type', '{"dataset": 3}', /dataset in standard input must be one of/],
    ['a wrong list', '{"features": "demo"}', /features in standard input must be a list/],
    ['an unknown key', '{"datset": "diabetes"}', /"datset".*\nDid you mean dataset\?/],
    ['a key of Object', '{"constructor": "x"}', /"constructor"/],
    ['nothing', '', /no JSON/],
  ])('that hold %s are refused', async (_, input, message) => {
    const cwd = emptyFolder();
    const { code, stderr } = await cli(['x', ...yes, '--answers', '-'], { cwd, input });
    expect({ code, left: readdirSync(cwd) }).toEqual({ code: 2, left: [] });
    expect(stderr).toMatch(message);
  });

  test.each(['none.json', '.'])('from %s, no file that can be read, are refused', async (from) => {
    const { code, stderr } = await cli(['x', ...yes, '--answers', from], { cwd: emptyFolder() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Error: The answers in .* cannot be read .*\n.+\n$/);
  });

  test('that never end can be cancelled', async () => {
    const cwd = emptyFolder();
    const script = 'mkfifo endless; exec 3<>endless; timeout -s INT 1 "$0" "$@" --answers - <&3; echo "exit $?"';
    const { stderr } = await runProgram('bash', ['-c', script, inject('bin'), 'x', ...yes], { cwd });
    expect(stderr).toBe('Error: Cancelled; nothing was written.\nRun the same command again when you are ready.\n');
  }, 10_000);

  test('answer, and flags win over them', async () => {
    const input = '{"dataset": "diabetes", "features": ["ci"]}';
    const { stdout } = await cli(['x', ...yes, '--answers', '-', '--features', 'demo', '--dry-run', '--json'], {
      cwd: emptyFolder(),
      input,
    });
    expect(JSON.parse(stdout).project.answers).toMatchObject({ dataset: 'diabetes', features: ['demo'] });
  });
});

describe('a target that is taken is exit 3, and stays as it was', () => {
  test.each<[string, (cwd: string) => void, RegExp]>([
    ['a file', (cwd) => writeFileSync(path.join(cwd, 'x'), 'mine'), /is a file/],
    [
      'a symlink',
      (cwd) => {
        mkdirSync(path.join(cwd, 'real'));
        symlinkSync('real', path.join(cwd, 'x'));
      },
      /symbolic link/,
    ],
    ['a symlink to nothing', (cwd) => symlinkSync('nowhere', path.join(cwd, 'x')), /symbolic link/],
    [
      'a folder with a README',
      (cwd) => {
        mkdirSync(path.join(cwd, 'x'));
        writeFileSync(path.join(cwd, 'x', 'README.md'), 'mine');
      },
      /README\.md/,
    ],
    [
      'a folder whose src is a file',
      (cwd) => {
        mkdirSync(path.join(cwd, 'x'));
        writeFileSync(path.join(cwd, 'x', 'src'), 'mine');
      },
      /\bsrc\b/,
    ],
    [
      'a folder whose src leads elsewhere',
      (cwd) => {
        mkdirSync(path.join(cwd, 'x'));
        symlinkSync('/tmp', path.join(cwd, 'x', 'src'));
      },
      /\bsrc\b/,
    ],
  ])('%s', async (_, prepare, message) => {
    const cwd = emptyFolder();
    prepare(cwd);
    const before = snapshot(cwd);
    for (const dryRun of [[], ['--dry-run']]) {
      const { code, stderr } = await cli(['x', ...yes, ...dryRun], { cwd });
      expect(code).toBe(3);
      expect(stderr).toMatch(message);
    }
    expect(snapshot(cwd)).toEqual(before);
  });

  test('a folder with other files keeps them, and the dry run says so', async () => {
    const cwd = emptyFolder();
    mkdirSync(path.join(cwd, 'x'));
    writeFileSync(path.join(cwd, 'x', 'notes.txt'), 'mine');
    const dry = await cli(['x', ...yes, '--dry-run'], { cwd });
    expect(dry.stdout).toMatch(/kept as it is:\n {2}notes\.txt/);
    expect(readdirSync(path.join(cwd, 'x'))).toEqual(['notes.txt']);
    const { code, stdout } = await cli(['x', ...yes], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/git skipped: the folder held files/);
    expect(snapshot(cwd)['x/notes.txt']).toBe(Buffer.from('mine').toString('base64'));
  });

  test('two runs at once: one wins, the other is told', async () => {
    const cwd = emptyFolder();
    const runs = await Promise.all([1, 2].map(() => cli(['x', ...yes, '--no-git'], { cwd })));
    expect(runs.map((run) => run.code).sort()).toEqual([0, 3]);
    expect(readdirSync(cwd)).toEqual(['x']);
  });
});

const root = process.getuid?.() === 0;

test('a folder that may not be written to is one sentence and exit 1', async () => {
  const cwd = emptyFolder();
  chmodSync(cwd, 0o555);
  const { code, stderr } = await cli(['x', ...yes, '--no-git'], { cwd, ...(root ? { uid: 65_534 } : {}) });
  chmodSync(cwd, 0o755);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: .*\n.+\n$/);
  expect(stderr).not.toContain('fault');
  expect(readdirSync(cwd)).toEqual([]);
});

const canMount = root && spawnSync('unshare', ['-m', 'true']).status === 0;

test.skipIf(!canMount)(
  'a disk that is full is one sentence and exit 1, and nothing is left on it (needs root, for a small disk)',
  async () => {
    const cwd = emptyFolder();
    const script = 'mount -t tmpfs -o size=64k none "$0" && cd "$0" && "$@"; echo "exit $?, left: $(ls -A)"';
    const words = ['-m', 'sh', '-c', script, cwd, inject('bin'), 'x', ...yes, '--no-git'];
    const { stdout, stderr } = await runProgram('unshare', words, { cwd });
    expect(stderr).toMatch(/^Error: .*(full|space).*\n.+\n$/);
    expect(stdout).toBe('exit 1, left: \n');
  },
);

test('a signal at any moment of a run leaves a whole project or nothing', async () => {
  const ends = new Set<number>();
  // And later still, until a run was faster: how long one takes is not the same on every machine.
  for (let after = 20; after < 260 || (!ends.has(0) && after < 5000); after += 12) {
    const cwd = emptyFolder();
    const { code } = await cli(['x', ...yes, '--no-git'], { cwd, signal: { after, name: 'SIGINT' } });
    ends.add(code);
    // 0: the signal came after everything was in place; 128: before Node had started, or while it ended.
    expect([0, 128, 130]).toContain(code);
    const left = readdirSync(cwd);
    if (code !== 128) expect(left).toEqual(code === 0 ? ['x'] : []);
    if (left.length > 0) expect(readdirSync(path.join(cwd, 'x'))).toContain('README.md');
  }
  expect(ends.has(0) && ends.size > 1).toBe(true);
});
