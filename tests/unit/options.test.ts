import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { parseOptions, templateNamed } from '../../src/options.ts';
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

const parse = (...argv: string[]): ReturnType<typeof parseOptions> => parseOptions(argv, questions);

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
    [[], { command: 'create', git: true, yes: false }],
    [['demo'], { directory: 'demo' }],
    [['./list'], { command: 'create', directory: './list' }],
    [['list'], { command: 'list' }],
    [['completion'], { command: 'completion' }],
    [['completion', 'fish'], { command: 'completion', shell: 'fish' }],
    [['list', '--json'], { command: 'list', json: true }],
    [['--', '-demo'], { directory: '-demo' }],
    [['demo', '-t', 'x', '-y'], { template: 'x', yes: true }],
    [['demo', '--template=./x'], { template: './x' }],
    [['--verify'], { install: true, verify: true }],
    [['--install'], { install: true, verify: false }],
    [['--no-git'], { git: false }],
    [['--with', 'a,b', '--with', 'c', '--without=d'], { with: ['a', 'b', 'c'], without: ['d'] }],
    [['--dataset', 'b'], { given: { dataset: { value: 'b', as: '--dataset' } } }],
    [['--features', 'ci,demo'], { given: { features: { value: ['ci', 'demo'], as: '--features' } } }],
    [['--features='], { given: { features: { value: [], as: '--features' } } }],
    [['--gpu', 'yes'], { given: { gpu: { value: true, as: '--gpu' } } }],
    [['--license', 'MIT'], { given: { licence: { value: 'MIT', as: '--licence' } } }],
    [['--set', 'title=a=b\nc'], { given: { title: { value: 'a=b\nc', as: '--set title' } } }],
    [['--set', 'dataset=a', '--dataset', 'b'], { given: { dataset: { value: 'b', as: '--dataset' } } }],
    [['--answers', '-'], { answersFrom: '-' }],
    [['-h'], { command: 'help' }],
    [['-h', 'two', 'words'], { command: 'help' }],
    [['-h', '-v'], { command: 'help' }],
    [['template', '-h'], { command: 'help', about: 'template' }],
    [['template', 'check', '-h'], { command: 'help', about: 'check' }],
    [['template', 'chekc', '--help'], { command: 'help', about: 'template' }],
    [['template', 'check', 'sky', '--run', '--help'], { command: 'help', about: 'check' }],
    [['-v', 'demo'], { command: 'version' }],
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
    [['--set', 'dataset=a', '--set', 'dataset=b'], /dataset twice/],
    [['lst'], /Unknown command lst.*list.*\.\/lst/],
    [['a', 'b'], /One folder.*"a", "b"/],
    [['list', 'x'], /list takes no folder/],
    [['completion', 'bash', 'zsh'], /completion takes one shell/],
    [['completoin', 'bash'], /create-ml-portfolio completion/],
    [['lits', 'x'], /create-ml-portfolio list/],
  ])('%j', (argv, message) => {
    expect(refusal(...argv)).toMatch(message);
  });
});

test.each([
  [['x', '-t', 'a'], 'a'],
  [['--template=./b', '--dataset', 'c'], './b'],
  [['--dataset', 'c'], undefined],
])('the template that %j names', (argv, expected) => {
  expect(templateNamed(argv)).toBe(expected);
});
