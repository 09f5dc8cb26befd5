import { describe, expect, test } from 'vitest';
import { parseOptions, templateNamed } from '../../src/command-line/options.ts';
import { mayBeCommand } from '../../src/command-line/positionals.ts';
import { commands } from '../../src/commands/index.ts';
import { Failure } from '../../src/errors.ts';
import type { Question } from '../../src/types.ts';

const questions: readonly Question[] = [
  { name: 'title', kind: 'text', message: 'Title', default: '' },
  { name: 'licence', kind: 'select', message: 'Licence', default: 'MIT', choices: [{ value: 'MIT', label: 'MIT' }] },
  {
    name: 'dataset',
    kind: 'select',
    message: 'Data',
    default: 'a',
    choices: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
  {
    name: 'features',
    kind: 'multiselect',
    message: 'Extras',
    default: ['ci'],
    choices: [
      { value: 'ci', label: 'CI' },
      { value: 'demo', label: 'Demo' },
    ],
  },
  { name: 'gpu', kind: 'confirm', message: 'GPU', default: false },
];
/** Of a template that calls a question like a flag of a command which asks nothing. */
const running: Question = { name: 'run', kind: 'text', message: 'Run', default: 'x' };

/** What was asked for, as one object: the command by its name, with its options. */
function parse(...argv: string[]): object {
  const asked = parseOptions(argv, argv.includes('fast') ? [...questions, running] : questions, commands);
  if (asked.kind === 'run') return { command: asked.command.words.join(' '), warning: asked.warning, ...asked.options };
  return { kind: asked.kind, about: 'about' in asked ? asked.about?.words.join(' ') : '' };
}

function refusal(...argv: string[]): string {
  try {
    parse(...argv);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.exitCode).toBe(2);
    return `${error.message} ${error.next}`;
  }
  throw new Error('It was accepted.');
}

describe('what is accepted', () => {
  test.each<[string[], object]>([
    [[], { command: '', noGit: false, yes: false, warning: undefined }],
    [['demo'], { directory: 'demo' }],
    [['./list'], { command: '', directory: './list', warning: undefined }],
    [['list'], { command: 'list' }],
    [['completion', 'fish'], { command: 'completion', shell: 'fish' }],
    [['list', '--json'], { command: 'list', json: true }],
    [['--', '-demo'], { directory: '-demo' }],
    [['demo', '-t', 'x', '-y'], { template: 'x', yes: true }],
    [['demo', '--template=./x'], { template: './x' }],
    [['--verify'], { verify: true }],
    [['--install'], { install: true, verify: false }],
    [['--no-git'], { noGit: true }],
    [['--with', 'a,b', '--with', 'c', '--without=d'], { with: ['a', 'b', 'c'], without: ['d'] }],
    [['--dataset', 'b'], { given: { dataset: { value: 'b', as: '--dataset' } } }],
    [['--features', 'ci,demo'], { given: { features: { value: ['ci', 'demo'], as: '--features' } } }],
    [['--features='], { given: { features: { value: [], as: '--features' } } }],
    [['--gpu', 'yes'], { given: { gpu: { value: true, as: '--gpu' } } }],
    [['--license', 'MIT'], { given: { licence: { value: 'MIT', as: '--license' } } }],
    [['--set', 'license=MIT'], { given: { licence: { value: 'MIT', as: '--set license' } } }],
    [['--set', 'title=a=b\nc'], { given: { title: { value: 'a=b\nc', as: '--set title' } } }],
    [['--features=', '--with='], { given: { features: { value: [], as: '--features' } }, with: [] }],
    // A flag of a command that asks nothing is free to be a question's.
    [['--run', 'fast', 'demo'], { directory: 'demo', given: { run: { value: 'fast', as: '--run' } } }],
    [['--answers', '-'], { answers: '-' }],
    [['template', 'check', 'sky', '--run'], { command: 'template check', folder: 'sky', run: true, github: false }],
    [['template', 'add', './x', '--as', 'y', '--project'], { source: './x', as: 'y', project: true }],
    [['template', 'list'], { command: 'template list' }],
    [['-h'], { kind: 'help', about: '' }],
    [['help'], { kind: 'help', about: '' }],
    [['-h', 'two', 'words'], { kind: 'help', about: '' }],
    [['-h', '-v'], { kind: 'help' }],
    [['list', '-h'], { kind: 'help', about: 'list' }],
    [['template', '-h'], { kind: 'help', about: 'template' }],
    [['template', 'check', '-h'], { kind: 'help', about: 'template check' }],
    [['help', 'template', 'check'], { kind: 'help', about: 'template check' }],
    [['template', 'chekc', '--help'], { kind: 'help', about: 'template' }],
    [['template', 'check', 'sky', '--run', '--help'], { kind: 'help', about: 'template check' }],
    [['-v', 'demo'], { kind: 'version' }],
    // Only an exact word is a command; what may be a slip of one is a folder, with the way out.
    [['ads'], { command: '', directory: 'ads', warning: undefined }],
    [['size'], { command: '', directory: 'size', warning: undefined }],
    [
      ['lst'],
      {
        directory: 'lst',
        warning: 'lst is read as a folder; for the command, write list. If you mean the folder, ./lst says so.',
      },
    ],
  ])('%j', (argv, expected) => {
    expect(parse(...argv)).toMatchObject(expected);
  });
});

describe('what is refused, and what is suggested', () => {
  test.each<[string[], RegExp]>([
    [['--dry-rnu'], /Unknown flag --dry-rnu.*--dry-run/],
    [['--datset', 'b'], /Unknown flag --datset.*--dataset/],
    [['--zzzzzzzz'], /Unknown flag --zzzzzzzz.*--help/],
    [['-x'], /Unknown flag -x/],
    [['--constructor', 'x'], /Unknown flag --constructor/],
    [['--template'], /--template needs a value/],
    [['--template', '--yes'], /--template needs a value/],
    [['--yes=no'], /--yes takes no value/],
    [['-t', 'a', '-t', 'b'], /-t is given twice/],
    [['--set', 'dataset'], /name=value/],
    [['--set', 'dataset=a', '--set', 'dataset=b'], /--set dataset is given twice/],
    [['--set', 'dataset=a', '--dataset', 'a'], /--set dataset and --dataset both answer dataset/],
    [['--licence', 'MIT', '--license', 'Apache-2.0'], /--licence and --license both answer licence/],
    [['--license', 'MIT', '--set', 'licence=MIT'], /--set licence and --license both answer licence/],
    [['-y', '--yes'], /--yes is given twice/],
    [['--template=a', '-t', 'a'], /-t is given twice/],
    ...['template', 'python', 'answers', 'name', 'package'].flatMap((flag): [string[], RegExp][] => [
      [[`--${flag}=`], new RegExp(`--${flag} needs a value`)],
      [[`--${flag}`, ' '], new RegExp(`--${flag} needs a value`)],
    ]),
    [['template', 'preview', 'x', '--against='], /--against needs a value/],
    [['create', 'x'], /create is not a command \(yet\).*project in "x", leave create out.*\.\/create/],
    [['init', 'x', 'y'], /init is not a command \(yet\)\. For a folder of that name write \.\/init/],
    [['add', './x'], /add is not a command \(yet\)/],
    ...['ksh', 'csh', 'sh', 'ash', 'dash', 'tcsh', 'nu'].map((shell): [string[], RegExp] => [
      ['completion', shell],
      new RegExp(`^completion does not know "${shell}"\\. Write `),
    ]),
    [['completion', 'zhs'], /Did you mean zsh/],
    ...['create', 'new', 'init', 'update', 'add', 'remove', 'diff'].map((verb): [string[], RegExp] => [
      [verb],
      new RegExp(`${verb} is not a command \\(yet\\).*write \\./${verb}`),
    ]),
    [['template'], /template needs an action.*new, check/],
    [['template', 'chekc'], /Unknown action chekc of template.*template check/],
    [['template', 'check'], /template check needs its <folder>/],
    [['template', 'check', 'a', 'b'], /template check takes one word.*template check <folder>/],
    [['template', 'list', 'x'], /template list takes no words/],
    [['x', '--against', 'y'], /--against does not apply here.*template preview/],
    [['template', 'list', '--project'], /--project does not apply here.*template add <source>, template remove <id>/],
    [['completion'], /completion needs its <shell>.*bash\|zsh\|fish\|powershell/],
    [['completion', 'bsh'], /completion does not know "bsh".*Did you mean bash/],
    [['completion', 'tcsh-x'], /completion does not know.*bash\|zsh\|fish\|powershell/],
    [['a', 'b'], /One folder.*"a", "b"/],
    [['list', 'x', 'y'], /list takes one word/],
    [['completion', 'bash', 'zsh'], /completion takes one word/],
    [['completoin', 'bash'], /create-ml-portfolio completion/],
    [['lits', 'x'], /create-ml-portfolio list/],
    [['list', '--install'], /--install does not apply here.*\[directory\]/],
    [['list', '--dataset', 'a'], /--dataset does not apply here.*\[directory\], template preview <source>/],
    [['template', 'preview', 'x', '--install'], /--install does not apply here/],
    [['completion', 'fish', '--yes'], /--yes does not apply here.*\[directory\], template new <folder>/],
  ])('%j', (argv, message) => {
    expect(refusal(...argv)).toMatch(message);
  });
});

test.each([
  [['x', '-t', 'a'], 'a'],
  [['--template=./b', '--dataset', 'c'], './b'],
  [['--dataset', 'c'], undefined],
  [['--template', '--yes'], undefined],
  [['--template=-x'], '-x'],
  [['template', 'preview', './d'], './d'],
  [['template', 'preview', '--dataset', 'x', './d'], './d'],
  [['template', 'preview', '--run', 'fast', './d'], './d'],
  [['template', 'new', 'x', '--from', './d'], undefined],
  [['template', 'check', './d'], undefined],
])('the template that %j names', (argv, expected) => {
  expect(templateNamed(argv, commands)).toBe(expected);
});

test.each([...commands.flatMap(({ words: [first] }) => first ?? []), 'help'])(
  'a folder called %s is written ./%s in the command that makes the project again',
  (word) => {
    expect(mayBeCommand(word)).toBe(true);
  },
);
