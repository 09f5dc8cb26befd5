import { expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { declaredIn, wholeManifest } from '../../src/template/manifest.ts';

const question = {
  name: 'colour',
  kind: 'select',
  message: 'Colour',
  default: 'red',
  choices: [{ value: 'red', label: 'Red' }],
};
const valid = {
  schema: 1,
  id: 'mini',
  title: 'Mini',
  summary: 'Small.',
  version: '1.0.0',
  package: 'mini_project',
  questions: [question],
  layers: [{ path: 'base' }],
};
const parse = (changes: object): unknown =>
  wholeManifest(declaredIn(JSON.stringify({ ...valid, ...changes }), 'template.json'), 'template.json');

test.each<[object]>([[{}], [{ version: '1.0.0-rc.1+build.5' }], [{ $schema: './manifest.schema.json' }]])(
  '%j is accepted',
  (changes) => {
    expect(parse(changes)).toMatchObject({ id: 'mini' });
  },
);

const retitling = '\u001b]0;owned\u0007';
const named = (name: string): object => ({ questions: [{ ...question, name }] });

test.each<[string, object, RegExp]>([
  ['a title that moves the cursor', { title: `Mini${retitling}` }, /title in template\.json must hold no control/],
  ['a summary of two lines', { summary: 'a\nb' }, /summary .*control/],
  ['a version with more behind it', { version: `1.0.0 ${retitling}` }, /version .*must be a version/],
  [
    'a label',
    { questions: [{ ...question, choices: [{ value: 'red', label: retitling }] }] },
    /choices\.0\.label .*control/,
  ],
  [
    'a default text',
    { questions: [{ name: 'note', kind: 'text', message: 'Note', default: retitling }] },
    /questions\.0\.default .*without control/,
  ],
  ['a command', { commands: { run: ['python', retitling] } }, /commands\.run\.1 .*control/],
  [
    'a choice that a flag would take for two',
    { questions: [{ ...question, default: 'a,b', choices: [{ value: 'a,b', label: 'x' }] }] },
    /choices\.0\.value .*comma/,
  ],
  [
    'a choice after an answer that nobody is asked for',
    { questions: [{ ...question, choices: [...question.choices, { value: 'b', label: 'B', when: { sky: 'x' } }] }] },
    /questions\.0\.choices\.1\.when .*asks for "sky"/,
  ],
  [
    'a default that is not always offered',
    { questions: [{ ...question, choices: [{ value: 'red', label: 'R', when: { licence: 'MIT' } }] }] },
    /questions\.0\.choices\.0\.when .*default/,
  ],
  ...(['colour', 'licence', 'package'] as const).map((name): [string, object, RegExp] => [
    `a choice that sets ${name}`,
    { questions: [{ ...question, choices: [{ value: 'red', label: 'Red', sets: { [name]: 'x' } }] }] },
    /questions\.0\.choices\.0\.sets .*taken/,
  ]),
  [
    'a name that two questions set',
    {
      questions: ['colour', 'shade'].map((name) => ({
        ...question,
        name,
        choices: [...question.choices, { value: 'b', label: 'B', sets: { tone: 'x' } }],
      })),
    },
    /questions\.0\.choices\.1\.sets .*"tone", which is taken/,
  ],
  [
    'a choice of several that sets something',
    {
      questions: [
        {
          ...question,
          kind: 'multiselect',
          default: [],
          choices: [{ value: 'red', label: 'Red', sets: { tone: 'x' } }],
        },
      ],
    },
    /questions\.0\.choices\.0\.sets .*select questions/,
  ],
  [
    'a layer for what no choice sets',
    {
      questions: [{ ...question, choices: [{ value: 'red', label: 'Red', sets: { tone: 'warm' } }] }],
      layers: [{ path: 'base', when: { tone: 'cold' } }],
    },
    /layers\.0\.when .*tone = cold/,
  ],
  [
    'a question for what a choice sets',
    {
      questions: [
        { ...question, choices: [{ value: 'red', label: 'Red', sets: { tone: 'warm' } }] },
        { ...question, name: 'shade', when: { tone: 'warm' } },
      ],
    },
    /questions\.1\.when .*"tone"/,
  ],
  ...['template', 'yes', 'package', 'title', 'directory', 'constructor'].map((name): [string, object, RegExp] => [
    `a question called ${name}`,
    named(name),
    /questions\.0\.name .*is taken/,
  ]),
])('%s is refused', (_, changes, message) => {
  expect(() => parse(changes)).toThrow(Failure);
  expect(() => parse(changes)).toThrow(message);
});
