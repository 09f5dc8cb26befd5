import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { cli, emptyFolder, snapshot } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';

const { enter, down, up, space, ctrlC } = keys;
const start = (cwd: string, words: readonly string[] = [], env: Record<string, string> = {}, rows?: number): Terminal =>
  new Terminal([inject('bin'), ...words], cwd, env, rows);
const answersIn = (folder: string): unknown =>
  JSON.parse(readFileSync(path.join(folder, '.ml-portfolio.json'), 'utf8')).answers;

/** Each prompt in turn: what it shows, and the keys that answer it. */
const dialogue: readonly (readonly [string, ...string[]])[] = [
  ['What will you build?', enter],
  ['In which folder?', 'ice', enter],
  ['Which data?', down, enter],
  ['Which library for boosted trees', enter],
  ['Which extras?', down, down, down, space, enter],
  ['Install and run it now?', enter],
  ['Nothing is written yet.', enter],
];

/** All of them but the review. */
const questions = dialogue.length - 1;

async function answer(terminal: Terminal, upTo = dialogue.length): Promise<void> {
  for (const [shown, ...pressed] of dialogue.slice(0, upTo)) {
    await terminal.see(`◆  ${shown}`);
    terminal.press(...pressed);
  }
}

test('the whole interview: every question, what will be written before anything is, the project after', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd);
  await answer(terminal, questions);
  await terminal.see('Nothing is written yet.');
  expect(readdirSync(cwd)).toEqual([]);
  expect(terminal.screen).toMatch(/│ {2}src\/ice\/ … \d+ files/);
  expect(terminal.screen).toMatch(/distribution ice, import ice/);
  terminal.press(enter);
  await terminal.see('The same project again');
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(answersIn(path.join(cwd, 'ice'))).toMatchObject({ dataset: 'diabetes', features: ['demo'] });
});

test('a file of the user’s is asked for, looked at, and told of before anything is written', async () => {
  const cwd = emptyFolder();
  const rows = Array.from({ length: 90 }, (_, at) => `${at % 31},${['red', 'blue'][at % 2]},${at % 3 ? 'no' : 'yes'}`);
  writeFileSync(path.join(cwd, 'boats.csv'), ['size,colour,sold', ...rows, ''].join('\n'));
  const terminal = start(cwd, ['boats', '-t', 'predictive-model']);
  await terminal.see('◆  Which data?');
  terminal.press(up, enter);
  await terminal.see('◆  Where is it?');
  terminal.press('boat.csv', enter);
  await terminal.see('it is not there');
  terminal.press('\u007f'.repeat(8), 'boats.csv', enter);
  await terminal.see('◆  Which column is to be predicted?');
  await terminal.see('● sold');
  terminal.press(keys.escape);
  await terminal.see('◆  Where is it?');
  terminal.press(enter);
  await terminal.see('◆  Which column is to be predicted?');
  terminal.press(enter);
  await terminal.see('◆  Which library for boosted trees');
  terminal.press(enter);
  await terminal.see('◆  Which extras?');
  terminal.press(enter);
  await terminal.see('◆  Install and run it now?');
  terminal.press(enter);
  await terminal.see('◆  Nothing is written yet.');
  expect(terminal.screen).toMatch(/sold: two classes; yes counts as 1/);
  expect(readdirSync(cwd)).toEqual(['boats.csv']);
  terminal.press(enter);
  await terminal.see('The same project again');
  expect(await terminal.ended).toBe(0);
  expect(answersIn(path.join(cwd, 'boats'))).toMatchObject({ dataset: 'own-two-classes' });
  expect(readFileSync(path.join(cwd, 'boats', 'data', 'raw', 'boats.csv'), 'utf8')).toContain('size,colour,sold');
});

test('a template that was added is offered, and a choice only after the answer that it needs', async () => {
  const cwd = emptyFolder();
  const env = { XDG_CONFIG_HOME: emptyFolder() };
  const choices = (...values: string[]): object[] => values.map((value) => ({ value, label: value }));
  const dry = { value: 'dry', label: 'dry', when: { sky: 'blue' } };
  mkdirSync(path.join(cwd, 'walk', 'base'), { recursive: true });
  writeFileSync(path.join(cwd, 'walk', 'base', 'plan.md'), 'Go.\n');
  writeFileSync(
    path.join(cwd, 'walk', 'template.json'),
    JSON.stringify({
      ...{ schema: 1, id: 'walk', title: 'A walk', summary: 'Outside.', version: '1.0.0', package: 'a_walk' },
      questions: [
        { name: 'sky', kind: 'select', message: 'Which sky?', default: 'grey', choices: choices('grey', 'blue') },
        { name: 'feet', kind: 'multiselect', message: 'Feet?', default: ['dry'], choices: [...choices('warm'), dry] },
      ],
      layers: [{ path: 'base' }],
    }),
  );
  expect((await cli(['template', 'add', './walk'], { cwd, env })).code).toBe(0);
  const terminal = start(cwd, [], env);
  await terminal.see('◆  What will you build?');
  await terminal.see('A walk');
  terminal.press(up, enter);
  await terminal.see('◆  In which folder?');
  terminal.press(enter);
  await terminal.see('◆  Which sky?');
  terminal.press(enter);
  await terminal.see('◆  Feet?');
  await terminal.see('warm');
  expect(terminal.screen).not.toMatch(/ dry/);
  terminal.press(enter);
  // Changing the sky asks for what depends on it again.
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(down, enter);
  await terminal.see('◆  Which one?');
  terminal.press(down, down, enter);
  await terminal.see('◆  Which sky?');
  terminal.press(down, enter);
  await terminal.see(/ dry/);
  terminal.press(enter);
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(enter);
  await terminal.see('The same project again');
  expect(await terminal.ended).toBe(0);
  expect(answersIn(path.join(cwd, 'my-walk'))).toMatchObject({ sky: 'blue', feet: ['dry'] });
});

test('what may be a slip of a command is told before the first question', async () => {
  const terminal = start(emptyFolder(), ['lst']);
  await terminal.see('What will you build?');
  expect(terminal.screen).toMatch(/Warning: lst is read as a folder; for the command, write list\./);
  terminal.press(ctrlC);
  expect(await terminal.ended).toBe(130);
});

test('a template that a flag names can be changed, and chosen again', async () => {
  const example = path.resolve(import.meta.dirname, '../../examples/acme-model');
  const terminal = start(emptyFolder(), ['ice', '-t', example, '--dataset', 'diabetes', '--framework', 'scikit-learn']);
  await terminal.see('◆  Which extras?');
  terminal.press(enter);
  await terminal.see('◆  Install and run it now?');
  terminal.press(enter);
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(down, enter);
  await terminal.see('◆  Which one?');
  terminal.press(enter);
  await terminal.see('● Acme model');
  terminal.press(ctrlC);
  expect(await terminal.ended).toBe(130);
});

test('what flags answer is not asked', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd, [
    'ice',
    '-t',
    'predictive-model',
    '--dataset',
    'diabetes',
    '--framework',
    'xgboost',
    '--features',
    'ci',
    '--no-git',
  ]);
  await terminal.see('Install and run it now?');
  expect(terminal.screen).not.toMatch(/What will you build|In which folder|Which data|Which library|Which extras/);
  terminal.press(enter);
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(enter);
  expect(await terminal.ended).toBe(0);
});

test('an answer can be changed at the review, and everything follows it', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd);
  await answer(terminal, questions);
  await terminal.see('Nothing is written yet.');
  terminal.press(down, enter);
  await terminal.see('◆  Which one?');
  terminal.press(down, enter);
  await terminal.see('◆  In which folder?');
  terminal.press('\u0015', 'snow', enter);
  await terminal.see(/import snow[\s\S]*◆ {2}Nothing is written yet/);
  terminal.press(down, enter);
  await terminal.see('◆  Which one?');
  terminal.press(down, down, enter);
  await terminal.see('◆  Which data?');
  terminal.press(up, enter);
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(enter);
  expect(await terminal.ended).toBe(0);
  expect(readdirSync(cwd)).toEqual(['snow']);
  expect(answersIn(path.join(cwd, 'snow'))).toMatchObject({ dataset: 'breast-cancer' });
});

test('answers can be changed again and again, and nothing but questions is shown', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd);
  await answer(terminal, questions);
  for (const folder of ['one', 'two', 'three', 'four']) {
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(down, enter);
    await terminal.see('◆  Which one?');
    terminal.press(down, enter);
    await terminal.see('◆  In which folder?');
    terminal.press('\u0015', folder, enter);
    await terminal.see(`distribution ${folder}`);
  }
  await terminal.see('◆  Nothing is written yet.');
  terminal.press(ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen).not.toContain('Warning');
});

test('a folder that was given and cannot be used is refused before the other questions', async () => {
  const terminal = start(emptyFolder(), ['json', '-t', 'predictive-model']);
  expect(await terminal.ended).toBe(2);
  expect(terminal.screen).toMatch(/standard library/);
  expect(terminal.screen).not.toContain('Which data?');
});

test('a name that cannot be used is told at once, and another can be typed', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd);
  await terminal.see('What will you build?');
  terminal.press(enter);
  await terminal.see('In which folder?');
  terminal.press('json', enter);
  await terminal.see(/standard library/);
  terminal.press('-lines', enter);
  await terminal.see('Which data?');
  terminal.press(ctrlC);
  expect(await terminal.ended).toBe(130);
});

test('a folder that is taken can be changed, and only that is offered', async () => {
  const cwd = emptyFolder();
  const first = start(cwd, ['ice', '-y', '-t', 'predictive-model', '--no-git']);
  expect(await first.ended).toBe(0);
  const before = snapshot(cwd);
  const terminal = start(cwd);
  await answer(terminal, questions);
  await terminal.see('It cannot be created there.');
  expect(terminal.screen).toContain('README.md');
  expect(terminal.screen).not.toContain('Create it');
  terminal.press(down, down, enter);
  expect(await terminal.ended).toBe(130);
  expect(snapshot(cwd)).toEqual(before);
});

test('what was decided is in sight at the end, in a terminal of 24 lines', async () => {
  const cwd = emptyFolder();
  writeFileSync(path.join(cwd, 'pyproject.toml'), '[tool.uv.workspace]\n');
  const terminal = start(cwd, ['ice', '-t', 'chatbot', '--author', 'Ada'], {}, 24);
  for (const shown of [
    'Which documents?',
    'How are the passages for',
    'How are answers written?',
    'Which extras?',
    'Install and',
  ]) {
    await terminal.see(`◆  ${shown}`);
    terminal.press(enter);
  }
  await terminal.see('◆  Nothing is written yet.');
  const inSight = (): string => terminal.screen.split('\n').slice(-23).join('\n');
  for (const decided of [
    path.join(cwd, 'ice'),
    'Handbook',
    'Demo, CI',
    'Ada; licence MIT, 20',
    'import ice',
    'git repository',
  ])
    expect(inSight()).toContain(decided);
  expect(inSight()).toContain('is a uv workspace');
  expect(terminal.screen).not.toContain('├──');
  terminal.press(down, down, enter);
  await terminal.see('├── src/');
  await terminal.see(/├── src[\s\S]*◆ {2}Nothing is written yet\./);
  expect(inSight()).toContain(path.join(cwd, 'ice'));
  terminal.press(down, down, enter);
  expect(await terminal.ended).toBe(130);
});

test('everything that was decided can be changed at the review, and spaces around it go', async () => {
  const cwd = emptyFolder();
  const changes: readonly (readonly [steps: number, prompt: string, ...pressed: string[]])[] = [
    [5, 'Title of the project', '\u0015', '  Ice and snow  ', enter],
    [6, 'Author, for the licence', '\u0015', ' Ada ', enter],
    [7, 'Licence', down, enter],
    [8, 'Year, for the licence', '\u0015', ' 1843 ', enter],
    [9, 'The name that pip knows it by', '\u0015', 'cold', enter],
    [10, 'The name that Python imports it by', '\u0015', 'json', enter, '_lines', enter],
    [11, 'What should happen once it is written?', down, down, space, enter],
  ];
  const terminal = start(cwd);
  await answer(terminal, questions);
  for (const [steps, prompt, ...pressed] of changes) {
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(down, enter);
    await terminal.see('◆  Which one?');
    terminal.press(...Array.from({ length: steps }, () => down), enter);
    await terminal.see(`◆  ${prompt}`);
    terminal.press(...pressed);
  }
  await terminal.see(/Afterwards {2}nothing more[\s\S]*◆ {2}Nothing is written yet\./);
  terminal.press(enter);
  expect(await terminal.ended).toBe(0);
  const standard = { title: 'Ice and snow', author: 'Ada', licence: 'Apache-2.0', year: '1843' };
  expect(answersIn(path.join(cwd, 'ice'))).toMatchObject(standard);
  expect(readdirSync(path.join(cwd, 'ice', 'src'))).toEqual(['json_lines']);
  expect(readdirSync(path.join(cwd, 'ice'))).not.toContain('.git');
});

describe('Escape goes back, and loses nothing', () => {
  test('from every prompt to the first, and forward again', async () => {
    const cwd = emptyFolder();
    const terminal = start(cwd);
    await answer(terminal, questions);
    await terminal.see('◆  Nothing is written yet.');
    for (const [shown] of dialogue.slice(0, questions).toReversed()) {
      terminal.press(keys.escape);
      await terminal.see(`◆  ${shown}`);
    }
    for (const [shown] of dialogue) {
      await terminal.see(`◆  ${shown}`);
      terminal.press(enter);
    }
    expect(await terminal.ended).toBe(0);
    expect(answersIn(path.join(cwd, 'ice'))).toMatchObject({ dataset: 'diabetes', features: ['demo'] });
    expect(readdirSync(path.join(cwd, 'ice'))).not.toContain('.venv');
  });

  test('what was typed or marked, and not yet answered', async () => {
    const terminal = start(emptyFolder());
    await answer(terminal, 1);
    await terminal.see('◆  In which folder?');
    terminal.press('snow', keys.escape);
    await terminal.see('◆  What will you build?');
    terminal.press(enter);
    await terminal.see(/◆ {2}In which folder\?\n│ {2}snow/);
    terminal.press(enter);
    await terminal.see('◆  Which data?');
    terminal.press(down, down, keys.escape);
    await terminal.see('◆  In which folder?');
    terminal.press(enter);
    await terminal.see('● Adult income');
    terminal.press(ctrlC);
    expect(await terminal.ended).toBe(130);
  });

  test('another type asks its own questions, and proposes a folder of its own', async () => {
    const terminal = start(emptyFolder());
    await terminal.see('◆  What will you build?');
    terminal.press(enter);
    await terminal.see('◆  In which folder?');
    terminal.press(enter);
    await terminal.see('◆  Which data?');
    terminal.press(keys.escape);
    await terminal.see('◆  In which folder?');
    terminal.press(keys.escape);
    await terminal.see('◆  What will you build?');
    terminal.press(up, enter);
    await terminal.see(/◆ {2}In which folder\?\n│ {2}my-chatbot/);
    terminal.press(enter);
    await terminal.see('◆  Which documents?');
    terminal.press(ctrlC);
    expect(await terminal.ended).toBe(130);
  });

  test('from the first prompt it asks before it leaves', async () => {
    const cwd = emptyFolder();
    const terminal = start(cwd);
    await terminal.see('◆  What will you build?');
    terminal.press(keys.escape);
    await terminal.see('◆  Leave?');
    terminal.press(keys.escape);
    await terminal.see('◆  What will you build?');
    terminal.press(keys.escape);
    await terminal.see('◆  Leave?');
    terminal.press('y');
    expect(await terminal.ended).toBe(130);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('from a change to the review, which stays as it was', async () => {
    const terminal = start(emptyFolder());
    await answer(terminal, questions);
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(down, enter);
    await terminal.see('◆  Which one?');
    terminal.press(down, down, enter);
    await terminal.see('◆  Which data?');
    terminal.press(up, keys.escape);
    await terminal.see('◆  Which one?');
    expect(terminal.screen).toMatch(/Dataset +Diabetes/);
    terminal.press(keys.escape);
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(ctrlC);
    expect(await terminal.ended).toBe(130);
  });

  test('past what was changed at the review, which stays changed', async () => {
    const cwd = emptyFolder();
    const terminal = start(cwd);
    await answer(terminal, questions);
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(down, enter);
    await terminal.see('◆  Which one?');
    terminal.press(down, down, down, down, down, enter);
    await terminal.see('◆  Title of the project');
    terminal.press('\u0015', 'Snow', enter);
    await terminal.see(/Title +Snow/);
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(keys.escape);
    await terminal.see('◆  Install and run it now?');
    terminal.press(enter);
    await terminal.see('◆  Nothing is written yet.');
    terminal.press(enter);
    expect(await terminal.ended).toBe(0);
    expect(answersIn(path.join(cwd, 'ice'))).toMatchObject({ title: 'Snow' });
  });
});

describe('Ctrl-C and Ctrl-D at every prompt: exit 130, nothing written', () => {
  for (const [index, [shown]] of dialogue.entries())
    test.each([
      ['Ctrl-C', ctrlC],
      ['Ctrl-D', keys.ctrlD],
    ])(`${shown} %s`, async (_, key) => {
      const cwd = emptyFolder();
      const terminal = start(cwd);
      await answer(terminal, index);
      await terminal.see(shown);
      terminal.press(key);
      expect(await terminal.ended).toBe(130);
      await terminal.see('nothing was written');
      expect(readdirSync(cwd)).toEqual([]);
    });
});

describe('where prompts must not appear', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['in CI', [], { CI: '1' }],
    ['with --json', ['--json'], {}],
    ['in a terminal that cannot move its cursor', [], { TERM: 'dumb' }],
  ])('%s', async (_, words, env) => {
    const cwd = emptyFolder();
    const terminal = start(cwd, words, env);
    expect(await terminal.ended).toBe(2);
    expect(terminal.screen).toContain('Answers are missing');
    expect(terminal.screen).not.toContain('What will you build?');
  });
});

test('without colour nothing is coloured', async () => {
  const cwd = emptyFolder();
  const terminal = start(cwd, ['ice', '-y', '-t', 'predictive-model', '--no-git'], { NO_COLOR: '1' });
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen).toContain('Created');
  expect(terminal.colours).toEqual([]);
});
