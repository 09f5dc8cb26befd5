import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { jpeg, png } from '../support/image-files.ts';
import { expectRow, type Row, reportHere, runHere, workFolder } from '../support/run-here.ts';

function folders(cwd = workFolder()): string {
  const write = (name: string, content: Uint8Array | string): void => {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), content);
  };
  for (let at = 0; at < 16; at += 1) {
    write(`photos/${at % 2 ? 'cat' : 'dog'}/p${at}.png`, png(at + 1));
    write(`both/${at % 2 ? 'cat' : 'dog'}/p${at}.png`, png(at + 1));
    if (at < 6) write(`both/${at}.md`, '# Hours\n\nThe office is open for all of you.\n');
  }
  write('docs/a.md', '# Hours\n\nThe office is open for all of you, and the key is here.\n');
  write('docs/b.md', '# Keys\n\nThe key is with the porter, and that is all there is to it.\n');
  for (let at = 0; at < 24; at += 1) write(`some/${['cat', 'dog', 'fox'][at % 3]}/p${at % 4}_${at}.png`, png(at + 1));
  write('some/fox/p9_9.jpg', jpeg({ gps: true }));
  write('some/cat/p9_9.jpg', jpeg({ gps: true }));
  write('some/.DS_Store', 'x');
  write('people/a.md', '# Hours\n\nAsk anna.berg@firma.de for the key, and come with it to the office.\n');
  write('people/b.png', png(1));
  write('neither/a.bin', 'x');
  write('one/cat/1.png', png(1));
  return cwd;
}

test.each([
  [
    'photos',
    'images',
    'image-classifier',
    'data/images.csv',
    'data/raw/images/cat/p1.png',
    /^path,class,sha256,left_out\ncat\/p1\.png,cat,[0-9a-f]{64},\n/,
  ],
  [
    'docs',
    'documents',
    'chatbot',
    'data/documents.csv',
    'data/raw/documents/a.md',
    /^path,sha256,left_out\na\.md,[0-9a-f]{64},\nb\.md,[0-9a-f]{64},\n$/,
  ],
])(
  'of the folder %s its type is told, and each file is there byte for byte',
  async (name, form, template, list, copy, lines) => {
    const cwd = folders();
    const profile = await reportHere(['profile', name], { cwd });
    expect(profile).toMatchObject({ ok: true, form, folder: { path: name } });
    const words = ['made', '--data', name, '--yes', '--no-git'];
    const made = await reportHere(words, { cwd });
    expect(made).toMatchObject({ ok: true, project: { template: { id: template } }, profile: { form } });
    expect(readFileSync(path.join(cwd, 'made', list), 'utf8')).toMatch(lines);
    const kept = path.join(cwd, name, copy.split('/').slice(3).join('/'));
    expect(readFileSync(path.join(cwd, 'made', copy))).toEqual(readFileSync(kept));
    expect(await reportHere(['dry', ...words.slice(1), '--dry-run'], { cwd })).toMatchObject({
      ok: true,
      dryRun: true,
    });
    expect(existsSync(path.join(cwd, 'dry'))).toBe(false);
  },
);

test('the command that makes a project of a folder again makes the same: what is left out stays out, groups are kept', async () => {
  const cwd = folders();
  const words = ['--data', 'some', '--group', 'name before _', '--leave-out', 'fox', '--yes', '--no-git'];
  const made = await reportHere(['made', ...words], { cwd });
  expect(made).toMatchObject({
    profile: {
      kinds: [
        { name: 'cat', files: 9 },
        { name: 'dog', files: 8 },
      ],
      split: { by: 'group' },
      leftOut: [{ reason: 'its class is left out', files: 9 }],
      passedOver: [{ files: 1, first: ['.DS_Store'] }],
      personal: ['1 image says where it was taken'],
    },
  });
  const told = ['.ml-portfolio.json', '.gitignore', 'data/images.csv', 'data/contract.toml', 'data/README.md'];
  const read = (root: string) => told.map((file) => readFileSync(path.join(root, 'made', file), 'utf8'));
  const [record = '', git = ''] = read(cwd);
  expect(JSON.parse(record).data).toMatchObject({ path: 'some', group: 'name before _', leaveOut: ['fox'] });
  expect(git).not.toContain('!/data/raw/images/');
  const again = folders();
  const flags = (JSON.parse(record).recreate.match(/(?:[^\s"]|"[^"]*")+/g) as string[]).slice(3);
  const { code } = await runHere(['made', ...flags.map((flag) => flag.replaceAll('"', '')), '--no-git'], {
    cwd: again,
  });
  expect(code).toBe(0);
  expect(read(again)).toEqual(read(cwd));
});

test.each([
  ['docs', [], true],
  ['people', ['1 e-mail address in 1 document'], false],
])('of the documents in %s, that hold %j, git has %s', async (name, personal, committed) => {
  const cwd = folders();
  const made = await reportHere(['made', '--data', name, '--yes', '--no-git'], { cwd });
  expect(made.profile.personal).toEqual(personal);
  const git = readFileSync(path.join(cwd, 'made', '.gitignore'), 'utf8');
  expect(git.includes('!/data/raw/documents/')).toBe(committed);
  const { stdout } = await runHere(['profile', name], { cwd });
  expect(stdout.includes('Not used\n')).toBe(!committed);
});

test.each<[string, readonly string[], RegExp]>([
  [
    'images and documents',
    ['--data', 'both'],
    /16 images and 6 documents.*--template image-classifier or --template chatbot/s,
  ],
  ['neither', ['--data', 'neither'], /holds no images and no documents/],
  ['one class', ['--data', 'one'], /images of one class alone, cat/],
  ['no folder', ['--data', 'nowhere'], /it is not there/],
  [
    'a text for a template of images',
    ['--data', 'docs/a.md', '-t', 'image-classifier'],
    /No column of docs\/a\.md names images/,
  ],
  [
    'a file for a template of folders',
    ['--data', 'docs/a.md', '-t', 'chatbot'],
    /Chatbot for documents takes a folder, and docs\/a\.md is a file\./,
  ],
  [
    'a folder for a template of events',
    ['--data', 'photos', '-t', 'recommendation-system'],
    /Recommendation system takes a file of rows, and photos is a folder\./,
  ],
  [
    'images for a template of tables',
    ['--data', 'photos', '-t', 'predictive-model'],
    /Predictive model takes a file of rows, and photos is a folder\..*image-classifier/s,
  ],
  [
    'a target of a folder',
    ['--data', 'photos', '--target', 'x'],
    /--target means nothing of photos, which holds images/,
  ],
  ['a user of documents', ['--data', 'docs', '--user', 'x'], /--user means nothing of docs/],
  [
    'a group of documents',
    ['--data', 'docs', '--group', 'name before _'],
    /--group means nothing of docs, which holds documents/,
  ],
])('%s: exit 2, and nothing is written', async (_, flags, said) => {
  const cwd = folders();
  const { code, stderr } = await runHere(['made', ...flags, '--yes', '--no-git'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(said) });
  expect(existsSync(path.join(cwd, 'made'))).toBe(false);
});

test.each([
  ['image-classifier', 'data/images.csv'],
  ['chatbot', 'data/documents.csv'],
])('where a folder may be either, --template %s says what it is', async (template, file) => {
  const cwd = folders();
  const { code } = await runHere(['made', '--data', 'both', '-t', template, '--yes', '--no-git'], { cwd });
  expect(code).toBe(0);
  expect(existsSync(path.join(cwd, 'made', file))).toBe(true);
});

test.each<Row>([
  ['profile photos', 0, /^photos: 16 images[\s\S]*Classes\n {2}cat {2}8/, ''],
  [
    'profile some',
    0,
    /To be looked at\n {2}- 1 picture under two classes[\s\S]*\n {2}- 2 images say[\s\S]*\nNot used\n {2}- 1 file: hidden, or left by a system or a tool \(\.DS_Store\)/,
    '',
  ],
  ['profile docs', 0, /^docs: 2 documents[\s\S]*English \(2\)/, ''],
  ['profile both', 2, '', /--template image-classifier or --template chatbot/],
  ['made --data photos --yes --no-git --dry-run', 0, /^Data +photos: 16 images of 2 classes; PNG \(16\)/m, ''],
  [
    'made --data people --yes --no-git --dry-run',
    0,
    /^Look at +1 e-mail address in 1 document[\s\S]*^Left out +1 file \(its ending is not that of a document\)/m,
    '',
  ],
  ['made --data docs --yes --no-git --dry-run', 0, /^Look at +No question is yours yet/m, ''],
])('%s, for people and as a report that fits its schema', async (...row) => {
  await expectRow(row, (cwd) => ({ cwd: folders(cwd) }));
});
