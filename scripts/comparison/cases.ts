import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { tricky } from './fixtures.ts';

export interface Ended {
  readonly code: number | 'none';
  readonly output: string;
  /** The empty folder that the command ran in. */
  readonly folder: string;
}

export interface Case {
  readonly title: string;
  readonly about: string;
  /** What is run for each tool; a tool without one has no such thing. */
  readonly commands: Readonly<Record<string, string>>;
  readonly observe: (ended: Ended) => string;
  /** Ctrl-C is pressed as soon as a file is there. */
  readonly interrupt?: boolean;
}

/** The line of an output that says what is wrong, on one line and not too long. */
export function said(output: string): string {
  const lines = output
    .replace(/\u001b\[[0-9;?]*[a-zA-Z]/g, '')
    .split('\n')
    .map((line) => line.replace(/[│╭╮╰╯─┌└◆●○■]/g, '').trim())
    .filter((line) => line !== '' && !/^\[\d\d\/|^Warning: Input is not a terminal|^NoneType: None$/.test(line));
  const trace = output.includes('Traceback (most recent call last)');
  const telling = lines.find(
    (line) =>
      /error|unknown|unexpected|unrecogni|no such|not |cannot|missing|exists|abort|cancel/i.test(line) &&
      !/traceback/i.test(line),
  );
  const line = (trace ? lines.at(-1) : (telling ?? lines[0])) ?? '';
  const short = line.length > 110 ? `${line.slice(0, 109)}…` : line;
  return short === '' ? 'says nothing' : `${trace ? 'a Python traceback, last line ' : ''}“${short}”`;
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(\.git|\.venv|node_modules)\//.test(file));

const files = (count: number): string => (count === 0 ? 'no file' : count === 1 ? '1 file' : `${count} files`);
const outcome = ({ code, output, folder }: Ended): string =>
  `${code === 0 ? '' : `${said(output)}; `}${files(filesIn(folder).length)} written`;

const plop = 'plop --plopfile "$T/plop/plopfile.mjs" --dest .';
const ours = 'create-ml-portfolio x -y --no-git -t';
const kedro = 'kedro new --tools none --example n --telemetry no --name';

export const cases: readonly Case[] = [
  {
    title: 'A template that does not exist',
    about: 'uv has no templates by name; a build backend is the nearest thing.',
    commands: {
      'create-ml-portfolio': `${ours} predictve-model`,
      'create-vite': 'create-vite x --template nope',
      plop: `${plop} nope`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen nope new',
      cookiecutter: 'cookiecutter --no-input "$T/nope"',
      copier: 'copier copy --defaults "$T/nope" x',
      uv: 'uv init --build-backend nope x',
      kedro: 'kedro new --starter "$T/nope" --telemetry no --name xy',
    },
    observe: outcome,
  },
  {
    title: 'The target holds a file that is in the way',
    about: 'The file holds the word `mine`. “Kept” means that it still does.',
    commands: Object.fromEntries(
      Object.entries({
        'create-ml-portfolio': ['README.md', `${ours} predictive-model`],
        'create-vite': ['package.json', 'create-vite x --template vanilla-ts'],
        plop: ['a.txt', `${plop} dots x`],
        hygen: ['a.txt', 'HYGEN_TMPLS="$T/hygen/_templates" hygen asks new --name x'],
        cookiecutter: ['tricky.py', 'cookiecutter --no-input "$T/cookiecutter-plain"'],
        copier: ['tricky.py', 'copier copy --defaults -d name=x "$T/copier-plain" x'],
        uv: ['pyproject.toml', 'uv init x'],
        kedro: ['README.md', `${kedro} xy`],
        pyscaffold: ['README.rst', 'putup x'],
      }).map(([name, [file = '', command = '']]) => {
        const folder = name === 'kedro' ? 'xy' : 'x';
        return [name, `mkdir ${folder}; echo mine > ${folder}/${file}; ${command}`];
      }),
    ),
    observe: ({ folder, output }) => {
      const written = filesIn(folder);
      const kept = written.some((file) => readFileSync(path.join(folder, file), 'utf8') === 'mine\n');
      return `the file is ${kept ? 'kept' : '**replaced**'}, ${files(written.length - 1)} beside it; ${said(output)}`;
    },
  },
  {
    title: 'An unknown flag',
    about: '',
    commands: {
      'create-ml-portfolio': `${ours} predictive-model --dry-rnu`,
      'create-vite': 'create-vite x --template vanilla-ts --bogus',
      plop: `${plop} --bogus dots x`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen asks new --name x --bogus',
      cookiecutter: 'cookiecutter --no-input --bogus "$T/cookiecutter-plain"',
      copier: 'copier copy --bogus "$T/copier-plain" x',
      uv: 'uv init --bogus x',
      kedro: `${kedro} xy --bogus`,
      pyscaffold: 'putup --bogus x',
    },
    observe: outcome,
  },
  {
    title: 'No terminal, and an answer is missing',
    about:
      'Standard input is empty, and nothing says to take the defaults. `uv init` asks nothing, and writes into the current folder. A command that has not ended after 20 seconds is stopped.',
    commands: {
      'create-ml-portfolio': 'create-ml-portfolio',
      'create-vite': 'create-vite',
      plop: `${plop} dots`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen asks new',
      cookiecutter: 'cookiecutter "$T/cookiecutter-plain"',
      copier: 'copier copy "$T/copier-plain" x',
      uv: 'uv init',
      kedro: 'kedro new --telemetry no',
      pyscaffold: 'putup',
    },
    observe: outcome,
  },
  {
    title: 'A template names a variable that does not exist',
    about: 'The template says `titel` where it means `title`.',
    commands: {
      'create-ml-portfolio': `${ours} "$T/ours-unknown"`,
      plop: `${plop} unknown x`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen unknown new --name x',
      cookiecutter: 'cookiecutter --no-input "$T/cookiecutter-unknown"',
      copier: 'copier copy --defaults -d name=x "$T/copier-unknown" x',
    },
    observe: ({ folder, output }) => {
      const file = path.join(folder, 'x', 'a.txt');
      return existsSync(file)
        ? `writes ${JSON.stringify(readFileSync(file, 'utf8'))}`
        : `no file written; ${said(output)}`;
    },
  },
  {
    title: 'A template that would write outside of the target',
    about: '`../` in a path or in an answer that makes a path.',
    commands: {
      'create-ml-portfolio': `${ours} "$T/ours-outside"`,
      plop: `${plop} outside`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen outside new',
      cookiecutter: 'cookiecutter --no-input "$T/cookiecutter-outside"',
      copier: 'copier copy --defaults -d name=x "$T/copier-outside" x',
    },
    observe: ({ folder, output }) =>
      filesIn(path.resolve(folder, '../../..')).some((file) => file.endsWith('outside.txt'))
        ? '**written outside** of the folder'
        : `nothing is written outside; ${said(output)}`,
  },
  {
    title: 'Python and YAML text with quotes and braces',
    about: `The file \`tricky.py\` of a template, copied with the tool's defaults. It holds quotes, \`\${{ matrix.python }}\`, \`{{ x }}\` and an f-string. cookiecutter can be told not to touch a file by \`_copy_without_render\`; copier leaves alone what does not end in \`.jinja\`, as we do with \`.hbs\`.`,
    commands: {
      'create-ml-portfolio': `${ours} "$T/ours-plain"`,
      plop: `${plop} plain x`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen plain new --name x',
      cookiecutter: 'cookiecutter --no-input "$T/cookiecutter-plain"',
      copier: 'copier copy --defaults -d name=x "$T/copier-plain" x',
    },
    observe: ({ folder, output }) => {
      const file = path.join(folder, 'x', 'tricky.py');
      if (!existsSync(file)) return `not written; ${said(output)}`;
      const now = readFileSync(file, 'utf8').split('\n');
      const before = tricky.split('\n');
      const changed = before.filter((line, index) => line !== now[index]);
      const first = now.find((line, index) => line !== before[index]);
      return changed.length === 0
        ? 'every byte survives'
        : `${changed.length} of ${before.length - 1} lines changed, the first to \`${first}\``;
    },
  },
  {
    title: 'Dotfiles and the executable bit',
    about: 'A template with `.env.example` and an executable `run.sh`.',
    commands: {
      'create-ml-portfolio': `${ours} "$T/ours-plain"`,
      plop: `${plop} dots x`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen dots new --name x',
      cookiecutter: 'cookiecutter --no-input "$T/cookiecutter-dots"',
      copier: 'copier copy --defaults -d name=x "$T/copier-plain" x',
    },
    observe: ({ folder }) => {
      const run = path.join(folder, 'x', 'run.sh');
      const dot = existsSync(path.join(folder, 'x', '.env.example'))
        ? 'the dotfile is written'
        : 'the dotfile is **left out**';
      const bit = existsSync(run)
        ? statSync(run).mode & 0o100
          ? '`run.sh` is executable'
          : '`run.sh` is **not executable**'
        : 'no `run.sh`';
      return `${dot}, ${bit}`;
    },
  },
  {
    title: 'A name that Python cannot use',
    about:
      '`json` is a module of the standard library, `class` a keyword. In plop, hygen, cookiecutter and copier the template decides.',
    commands: {
      'create-ml-portfolio': 'create-ml-portfolio json -t predictive-model -y --no-git',
      'create-ml-portfolio (class)': 'create-ml-portfolio class -t predictive-model -y --no-git',
      uv: 'uv init --lib json',
      'uv (class)': 'uv init --lib class',
      kedro: `${kedro} json`,
      'kedro (class)': `${kedro} class`,
      pyscaffold: 'putup json',
      'pyscaffold (class)': 'putup class',
    },
    observe: outcome,
  },
  {
    title: 'Ctrl-C while 3,000 files are written',
    about:
      'The signal is sent as soon as a first file is seen, to the whole process group, as a terminal sends it. What is left is counted when the command has ended.',
    interrupt: true,
    commands: {
      'create-ml-portfolio': `${ours} "$T/ours-many"`,
      plop: `${plop} many x`,
      hygen: 'HYGEN_TMPLS="$T/hygen/_templates" hygen many new --name x',
      cookiecutter: 'cookiecutter --no-input "$T/cookiecutter-many"',
      copier: 'copier copy --defaults -d name=x "$T/copier-many" x',
    },
    observe: ({ folder }) => `${files(filesIn(folder).length)} left`,
  },
  {
    title: 'What is in a project by default',
    about:
      'Whether it trains, tests and reports is shown for ours with `--verify`, which runs it. None of the other projects holds a model.',
    commands: {
      'create-ml-portfolio': `${ours} predictive-model --verify`,
      'create-vite': 'create-vite x --template vanilla-ts',
      uv: 'uv init --lib x',
      kedro: `${kedro} xy`,
      pyscaffold: 'putup x',
    },
    observe: ({ folder }) => {
      const written = filesIn(folder).filter((file) => !/__pycache__|\.egg-info|_cache\//.test(file));
      const python = written.filter((file) => file.endsWith('.py'));
      const tests = python.filter((file) => /(^|\/)test_[^/]*$/.test(file));
      const fits = python.filter((file) => /\.fit\(/.test(readFileSync(path.join(folder, file), 'utf8')));
      const metrics = written.some((file) => file.endsWith('metrics.json'))
        ? '; tested and trained, with a report of metrics'
        : '';
      return `${files(written.length)}, ${files(tests.length)} of tests, ${files(fits.length)} that fit a model${metrics}`;
    },
  },
];
