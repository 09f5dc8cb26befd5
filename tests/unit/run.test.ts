import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { expectRow, put, type Row, reportHere, runHere, wordsOf, workFolder } from '../support/run-here.ts';

/** The command as its users meet it: what is typed, the exit code, standard output and standard error. */
const table = (rows: readonly Row[]) => rows.map((row) => [wordsOf(row[0]).join(' ') || 'nothing', row] as const);

const yes = ['-t', 'predictive-model', '--yes'];

describe('what is asked for is printed', () => {
  test.each(
    table([
      ['--version', 0, '1.2.3\n', ''],
      ['-v x', 0, '1.2.3\n', ''],
      ['--help', 0, /^create-ml-portfolio 1\.2\.3\n[\s\S]*create-ml-portfolio help \[word\][\s\S]* --offline, /, ''],
      ['help help', 0, /^create-ml-portfolio 1\.2\.3\n/, ''],
      ['help options', 0, /^ {6}--offline {2,}[\s\S]*\nExit codes\n/m, ''],
      ['help chatbot', 0, /^chatbot \d[\s\S]*^ {2}--retriever [\s\S]*^ {4}bm25 /m, ''],
      ['--help chatbot', 0, /^chatbot \d/, ''],
      ['-t chatbot --help', 0, /^chatbot \d/, ''],
      ['chatbots --help', 0, /^create-ml-portfolio 1\.2\.3\n/, ''],
      ['-h', 0, /^create-ml-portfolio 1\.2\.3\n/, ''],
      ['help', 0, /^create-ml-portfolio 1\.2\.3\n/, ''],
      ['help list', 0, /^create-ml-portfolio list \[id\]\n/, ''],
      ['list --help', 0, /^create-ml-portfolio list \[id\]\n/, ''],
      ['help template', 0, /^ {2}template new <folder> [\s\S]*^ {2}template list /m, ''],
      ['template chekc --help', 0, /^ {2}template new <folder> /m, ''],
      ['help template check', 0, /^create-ml-portfolio template check <folder>\n(?![\s\S]*--(against|from))/, ''],
      ['template check --help', 0, /--run +make projects/, ''],
      ['completion --help', 0, /^create-ml-portfolio completion <shell>\n/, ''],
      ['list', 0, /^predictive-model +\S.*\n.*\n.*\nchatbot +\S.*\n\n.+ list <id>\n$/, ''],
      ['list chatbot', 0, /^chatbot \d[\s\S]*^ {2}--corpus [\s\S]*^ {4}handbook \* /m, ''],
      ['completion bash', 0, /^complete .*create-ml-portfolio/m, ''],
      ['completion zsh', 0, /^#compdef create-ml-portfolio\n/, ''],
      ['completion fish', 0, /^complete -c create-ml-portfolio/m, ''],
      ['completion powershell', 0, /Register-ArgumentCompleter/, ''],
      ['__complete .li', 0, 'list\twhat can be created\n:folders\n', ''],
      ['__complete template .pre', 0, /^preview\t.+\n$/, ''],
      ['__complete -t chatbot --retriever .bm', 0, /^bm25\t.+\n$/, ''],
      ['__complete x --answers .', 0, ':files\n', ''],
      ['__complete completion .x', 0, '', ''],
    ]),
  )('%s', (_, row) => expectRow(row));

  // A terminal of 24 lines shows 23 and its prompt.
  test.each(['--help', 'list'])('%s fits 24 lines', async (argv) => {
    const { stdout } = await runHere(wordsOf(argv));
    expect(stdout.trimEnd().split('\n').length).toBeLessThan(24);
  });

  test.each([
    'list',
    'list chatbot',
    'help options',
    ...commands.map(({ words }) => `${words.join(' ')} --help`.trim()),
  ])('%s fits 80 columns', async (argv) => {
    const { stdout } = await runHere(wordsOf(argv));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

test('spaces around free answers are slips', async () => {
  const argv = [
    ' ice ',
    ...yes,
    '--name',
    ' cold ',
    '--title',
    ' Ice ',
    '--dataset',
    ' diabetes ',
    '--set',
    'author= Ada ',
  ];
  const report = await reportHere([...argv, '--dry-run']);
  expect(report).toMatchObject({
    project: {
      directory: expect.stringMatching(/[/\\]ice$/),
      names: { folder: 'ice', distribution: 'cold' },
      answers: { title: 'Ice', dataset: 'diabetes', author: 'Ada' },
      recreate: expect.stringContaining('--name=cold'),
    },
  });
});

describe('wrong usage is exit 2, one sentence and a next step, and leaves nothing behind', () => {
  /** The sentence, and how what comes next begins. */
  const says = (sentence: RegExp): RegExp => new RegExp(`^Error: .*${sentence.source}`, sentence.flags);

  test.each(
    table([
      ['help lst', 2, '', says(/There is no help on "lst"\.\nDid you mean npx create-ml-portfolio help list\?\n$/)],
      [
        'help chatbt',
        2,
        '',
        says(/There is no help on "chatbt"\.\nDid you mean npx create-ml-portfolio help chatbot\?\n$/),
      ],
      ['list chatbt', 2, '', says(/There is no template called "chatbt"\.\nDid you mean chatbot\?\n$/)],
      ['list zzzzzzzz', 2, '', says(/There is no template called "zzzzzzzz"\.\nThere are predictive-model, .+\.\n$/)],
      // Flags.
      ['x --dry-rn', 2, '', says(/Unknown flag --dry-rn\.\nDid you mean --dry-run\?\n$/)],
      ['x --datset diabetes', 2, '', says(/Unknown flag --datset\.\nDid you mean --dataset\?\n$/)],
      ['x --zzzzzzzz', 2, '', says(/Unknown flag --zzzzzzzz\.\nSee npx create-ml-portfolio --help\.\n$/)],
      [['-x', ...yes], 2, '', says(/Unknown flag -x\.\n.+\n$/)],
      ['--\u001b[31m', 2, '', says(/Unknown flag --\\u001b\[31m\.\n.+\n$/)],
      ['x --template', 2, '', says(/--template needs a value\.\nWrite --template=<value>\.\n$/)],
      ['x --yes=no', 2, '', says(/--yes takes no value\.\nWrite --yes alone\.\n$/)],
      ['x -t chatbot -t chatbot', 2, '', says(/-t is given twice\.\nGive it once\.\n$/)],
      [
        'x --against y',
        2,
        '',
        says(/--against does not apply here\.\n.*npx create-ml-portfolio template preview <source>\.\n$/),
      ],
      [['x', ...yes, '--year', 'abc'], 2, '', says(/--year must be a year such as .*, not "abc"\.\n.+\n$/)],
      ...['26', '0000', '20266', '2026-', '2026 or so', '-1', '٢٠٢٦'].map(
        (year): Row => [['x', ...yes, `--year=${year}`], 2, '', says(/--year must be a year such as /)],
      ),
      ['x --template --yes', 2, '', says(/--template needs a value\.\nWrite --template=<value>\.\n$/)],
      ['list --install', 2, '', says(/--install does not apply here\.\n.*npx create-ml-portfolio \[directory\]\.\n$/)],
      ['list --dataset diabetes', 2, '', says(/--dataset does not apply here\.\n.+template preview <source>\.\n$/)],
      // Words.
      ['x y', 2, '', says(/One folder .* "x", "y"\.\n.+\n$/)],
      ['lits x', 2, '', says(/One folder .*\nDid you mean npx create-ml-portfolio list\?\n$/)],
      ...['create', 'new', 'init', 'update', 'add', 'remove', 'diff'].map(
        (verb): Row => [
          verb,
          2,
          '',
          `Error: ${verb} is not a command (yet).\nFor a folder of that name write ./${verb}.\n`,
        ],
      ),
      ['list x y', 2, '', says(/list takes one word\.\nWrite npx create-ml-portfolio list \[id\]\.\n$/)],
      ['template', 2, '', says(/template needs an action\.\nIt is one of new, check, preview, add, remove, list\.\n$/)],
      [
        'template chekc',
        2,
        '',
        says(/Unknown action chekc .*\nDid you mean npx create-ml-portfolio template check\?\n$/),
      ],
      ['template zzzzz', 2, '', says(/Unknown action zzzzz .*\nIt is one of new, /)],
      [
        'template check',
        2,
        '',
        says(/needs its <folder>\.\nWrite npx create-ml-portfolio template check <folder>\.\n$/),
      ],
      ['completion', 2, '', says(/needs its <shell>\.\nWrite .*bash\|zsh\|fish\|powershell\.\n$/)],
      ['completion bsh', 2, '', says(/"bsh"\.\nDid you mean bash\? Write .*bash\|zsh\|fish\|powershell\.\n$/)],
      ['completion tcsh-x', 2, '', says(/"tcsh-x"\.\nWrite .*bash\|zsh\|fish\|powershell\.\n$/)],
      // Templates, questions and choices.
      [
        'x -t predictive-modl -y',
        2,
        '',
        says(/Unknown template "predictive-modl"\.\nDid you mean predictive-model\?\n$/),
      ],
      ['x -t ./nowhere -y', 2, '', says(/no template folder at \.\/nowhere\.\n.+\n$/)],
      [['x', ...yes, '--set', 'datset=diabetes'], 2, '', says(/"datset".*\nDid you mean dataset\?\n$/)],
      [['x', ...yes, '--set', '__proto__=x'], 2, '', says(/"__proto__".*\n.+\n$/)],
      [['x', ...yes, '--set', 'dataset'], 2, '', says(/name=value.*\n.+\n$/)],
      [['x', ...yes, '--dataset', 'diabetis'], 2, '', says(/--dataset must be one of .*\nDid you mean diabetes\?\n$/)],
      [['x', ...yes, '--with', 'dmo'], 2, '', says(/--with .*\nDid you mean demo\?\n$/)],
      [['x', ...yes, '--without', 'cii'], 2, '', says(/--without .*\nDid you mean ci\?\n$/)],
      // Names.
      [['', ...yes], 2, '', says(/\n.+\n$/)],
      [['con', ...yes], 2, '', says(/Windows.*\n.+\n$/)],
      [['class', ...yes], 2, '', says(/keyword.*\n.+\n$/)],
      [['json', ...yes], 2, '', says(/standard library.*\n.+\n$/)],
      [['sklearn', ...yes], 2, '', says(/sklearn.*\n.+\n$/)],
      [['🎉🎉', ...yes], 2, '', says(/\n.*--name.*\n$/)],
      [['مشروع', ...yes], 2, '', says(/\n.*--name.*\n$/)],
      [['x'.repeat(300), ...yes], 2, '', says(/\n.+\n$/)],
      [['a\nb', ...yes], 2, '', says(/control|line/)],
      [[...yes, '--', '-x'], 2, '', says(/dash|hyphen/)],
    ]),
  )('%s', (_, row) => expectRow(row));
});

describe('what may be a slip of a command is a folder, and a warning says so', () => {
  const warning =
    'Warning: lst is read as a folder; for the command, write list. If you mean the folder, ./lst says so.\n';
  test.each(
    table([
      [['lst', ...yes, '--dry-run'], 0, /\/lst\/ would be written[\s\S]* \.\/lst --template/, warning],
      [['lst', ...yes, '--no-git'], 0, /^Created .*\/lst: /, warning],
      [['./lst', ...yes, '--dry-run'], 0, /\/lst\/ would be written/, ''],
      [['./list', ...yes, '--dry-run'], 0, /\/list\/ would be written[\s\S]* \.\/list --template/, ''],
      [['ads', ...yes, '--dry-run'], 0, /\/ads\/ would be written/, ''],
    ]),
  )('%s', (_, row) => expectRow(row));
});

describe('names that look strange and are accepted', () => {
  test.each([
    ["it's `quoted`", 'its-quoted', 'its_quoted'],
    ['{{x}}-model', 'x-model', 'x_model'],
    ['$(x)model', 'x-model', 'x_model'],
    ['e\u0301tude', 'etude', 'etude'],
    ['Größe', 'grosse', 'grosse'],
  ])('%s', async (folder, distribution, pkg) => {
    const { exitCode, project } = await reportHere([folder, ...yes, '--dry-run']);
    expect({ exitCode, names: project.names }).toEqual({ exitCode: 0, names: { folder, distribution, package: pkg } });
  });
});

describe('missing answers without a terminal', () => {
  test('each flag is listed, with a whole example that works, and no prompt is printed', async () => {
    await expectRow([
      [],
      2,
      '',
      /^Error: Answers are missing, .*\n {2}<directory> [^-]*\n {2}--template (?![\s\S]*\n {2}--)/,
    ]);
    const { stderr } = await runHere([]);
    expect(stderr).not.toMatch(/[◆│?]/);
    const example = /^ {2}npx create-ml-portfolio (.*)$/ms.exec(stderr)?.[1]?.replace(/ \\\n +/g, ' ') ?? '';
    expect(await runHere([...wordsOf(example.trim()), '--dry-run'])).toMatchObject({ code: 0 });
  });

  test.each([
    ['x', /create-ml-portfolio x --template=predictive-model --yes\n$/],
    ['x --corpus banking77 --license MIT', /--template=chatbot --licence=MIT --corpus=banking77 --yes\n$/],
    ['x --model als --with api,ci', /--template=recommendation-system --model=als --with=api,ci --yes\n$/],
  ])(
    'without a template its questions are not listed, and the example has one that fits: %s',
    async (argv, example) => {
      const { code, stderr } = await runHere(wordsOf(argv));
      expect(code).toBe(2);
      expect(stderr).toMatch(/^Error: [^\n]*\n {2}--template {2}predictive-model (?![\s\S]*\n {2}(--|<))/);
      expect(stderr.replace(/ \\\n +/g, ' ')).toMatch(example);
    },
  );

  test('those that were given are not asked for again', async () => {
    const given = 'json --name my-json -t predictive-model --dataset=diabetes --framework=xgboost';
    const { code, stderr } = await runHere(wordsOf(given));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /npx create-ml-portfolio json .*--name=my-json \\\n {4}--dataset=diabetes --framework=xgboost --features=/,
    );
    expect(stderr).not.toMatch(/^ {2}(<directory>|--template|--dataset|--framework)/m);
  });

  test('a question that does not apply is neither listed nor in the example', async () => {
    const manifest = {
      ...{ schema: 1, id: 'mini', title: 'Mini', summary: 'Small.', version: '1.0.0', package: 'mini_project' },
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
        { name: 'shade', kind: 'text', message: 'Shade', default: 'sky', when: { colour: 'blue' } },
      ],
      layers: [{ path: 'base' }],
    };
    const cwd = workFolder({ 'mini/template.json': JSON.stringify(manifest), 'mini/base/': '' });
    const red = await runHere(['x', '-t', './mini'], { cwd });
    expect(red.stderr).toMatch(/^ {2}--colour {2}red \| blue\n[\s\S]*--template=\.\/mini --colour=red\n$/m);
    const blue = await runHere(['x', '-t', './mini', '--colour=blue'], { cwd });
    expect(blue.stderr).toMatch(/^ {2}--shade {2}Shade\n[\s\S]*--template=\.\/mini --colour=blue --shade=sky\n$/m);
  });
});

describe('--answers', () => {
  test.each<[input: string, stderr: RegExp]>([
    ['{"dataset": ', /JSON/],
    ['["diabetes"]', /JSON object/],
    ['null', /JSON object/],
    ['', /JSON/],
    ['{"dataset": 3}', /dataset in standard input must be one of/],
    ['{"features": "demo"}', /features in standard input must be a list/],
    ['{"datset": "diabetes"}', /"datset".*\nDid you mean dataset\?/],
    ['{"constructor": "x"}', /"constructor"/],
    ['{"toString": 1}', /"toString"/],
    ['{"__proto__": 1}', /__proto__ in standard input is a name that no key may have/],
    ['{"dataset": {"toString": 1}}', /dataset in standard input must be one of .*, not \{"toString":1\}/],
    ['{"dataset": "diabetes", "dataset": "wine"}', /dataset in standard input stands there twice/],
    ['{"licence": "MIT", "license": "MIT"}', /licence in standard input and license in standard input both/],
    ['{"year": "abc"}', /year in standard input must be a year/],
    ['{"year": 2026}', /year in standard input must be text/],
  ])('%j on standard input is refused', (input, stderr) =>
    expectRow([['x', ...yes, '--answers', '-'], 2, '', stderr], () => ({ input })),
  );

  test('whatever they hold, it is answered in a sentence', async () => {
    const names = fc.constantFrom(
      'dataset',
      'features',
      'title',
      'licence',
      'year',
      'valueOf',
      'toString',
      'hasOwnProperty',
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.jsonValue({ maxDepth: 3 })), fc.boolean(), async (answers, named) => {
        const input = JSON.stringify(answers).replaceAll('"x"', '"toString"');
        const argv = named ? ['x', ...yes, '--dry-run'] : ['x'];
        const { code, stderr } = await runHere([...argv, '--answers', '-'], { input });
        expect([0, 2]).toContain(code);
        expect(stderr).not.toMatch(/has a fault/);
      }),
      {
        numRuns: 60,
        examples: [
          [{ dataset: { toString: 1 } }, false],
          [{ title: [{ toString: 1 }] }, true],
        ],
      },
    );
  });

  test.each(['none.json', '.'])('%s, no file that can be read, is refused', (from) =>
    expectRow([['x', ...yes, '--answers', from], 2, '', /^Error: The answers in .* cannot be read .*\n.+\n$/]),
  );

  test('are taken, and flags win over them', async () => {
    const input = '{"dataset": "diabetes", "features": ["ci"]}';
    const report = await reportHere(['x', ...yes, '--answers', '-', '--features', 'demo', '--dry-run'], { input });
    expect(report.project.answers).toMatchObject({ dataset: 'diabetes', features: ['demo'] });
  });
});

describe('what the target holds', () => {
  test.each<[string, (cwd: string) => void, RegExp]>([
    ['a file', (cwd) => put(cwd, { x: 'mine' }), /is a file/],
    ['a link', (cwd) => [put(cwd, { 'real/': '' }), symlinkSync('real', path.join(cwd, 'x'))], /symbolic link/],
    ['a link to nothing', (cwd) => symlinkSync('nowhere', path.join(cwd, 'x')), /symbolic link/],
    ['a README', (cwd) => put(cwd, { 'x/README.md': 'mine' }), /\n {2}README\.md\n/],
    ['a src that is a file', (cwd) => put(cwd, { 'x/src': 'mine' }), /\n {2}src\b/],
    [
      'a src that leads elsewhere',
      (cwd) => [put(cwd, { 'x/': '', 'real/': '' }), symlinkSync('../real', path.join(cwd, 'x/src'))],
      /\bsrc\b/,
    ],
  ])('%s in the way is exit 3', async (_, prepare, stderr) => {
    const scene = (cwd: string) => {
      prepare(cwd);
      return {};
    };
    await expectRow([['x', ...yes, '--no-git'], 3, '', stderr], scene);
    await expectRow([['x', ...yes, '--dry-run'], 3, /^($|.* would be written)/, stderr], scene);
  });

  test('other files are kept, and the dry run says so', async () => {
    const cwd = workFolder({ 'x/notes.txt': 'mine' });
    const dry = await runHere(['x', ...yes, '--dry-run'], { cwd });
    expect(dry.stdout).toMatch(/kept as it is:\n {2}notes\.txt/);
    expect(readdirSync(path.join(cwd, 'x'))).toEqual(['notes.txt']);
    const { code, stdout } = await runHere(['x', ...yes], { cwd, env: { PATH: process.env.PATH } });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/git skipped: the folder held files/) });
    expect(readdirSync(path.join(cwd, 'x'))).toEqual(expect.arrayContaining(['README.md', 'notes.txt']));
  });

  test('a workspace above is warned about', () =>
    expectRow(
      [['x', ...yes, '--dry-run'], 0, /would be written/, /^Warning: .*pyproject\.toml is a uv workspace/],
      (cwd) => {
        put(cwd, { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n' });
        return {};
      },
    ));
});

describe('other ends', () => {
  test.each(
    table([
      [
        ['x', ...yes, '--dry-run'],
        0,
        /\/x\/ would be written: \d+ files, .* Nothing was written\.\n[\s\S]*\nTo create it/,
        '',
      ],
      [
        ['x', ...yes, '--no-git'],
        0,
        /^Created .*\/x: \d+ files, [\s\S]*\nNext:\n {2}cd x\n[\s\S]*\nThe same project again:\n/,
        '',
      ],
      ['--yes --dry-run', 0, /\/my-predictive-model\/ would be written/, ''],
      ...['2026', '2024-2026', '2019, 2024–2026'].map(
        (year): Row => [['x', ...yes, '--dry-run', `--year=${year}`], 0, /would be written/, ''],
      ),
      [
        ['x', ...yes, '--no-git', '--install', '--python', '/nowhere'],
        1,
        /^Created [\s\S]*environment failed: \/nowhere/,
        /Installing/,
      ],
    ]),
  )('%s', (_, row) => expectRow(row));

  test.each(['x -t chatbot -y --no-git', 'x -t chatbot -y --dry-run', 'template new sky'])(
    'cancelled before it is written: %s',
    (argv) =>
      expectRow(
        [argv, 130, '', 'Error: Cancelled; nothing was written.\nRun the same command again when you are ready.\n'],
        () => ({ signal: AbortSignal.abort() }),
      ),
  );

  test('a fault of ours says where it was and where to report it', async () => {
    const { code, stderr } = await runHere(['x', ...yes], { templates: '/nowhere' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: create-ml-portfolio has a fault: ENOENT.*\n {2}create-ml-portfolio 1\.2\.3, Node /);
    expect(stderr).toMatch(/\n {2}at .*\n[\s\S]*report it/);
  });

  test('what the terminal would obey is printed as what it is', async () => {
    const cwd = path.join(workFolder({ 'a\u001b[2Jb/': '' }), 'a\u001b[2Jb');
    const { code, stdout } = await runHere(['x', ...yes, '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('a\\u001b[2Jb/x/ would be written');
    expect(stdout).not.toContain('\u001b');
  });

  test('with --yes a template is started without a question, in a terminal too', async () => {
    const { code, stdout } = await runHere(['template', 'new', 'sky', '--yes'], { interactive: true });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Wrote the template sky in /) });
  });

  test('colour only where the stream takes it', async () => {
    const { stdout } = await runHere(['list'], { colour: { stdout: true, stderr: false } });
    expect(stdout).toMatch(/^\u001b\[1mpredictive-model/);
    const { stderr } = await runHere(['x', '--nope'], { colour: { stdout: true, stderr: false } });
    expect(stderr).toMatch(/^Error:/);
  });
});
