import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractOf, listOf } from '../../src/folders/documents/contract.ts';
import { languageOf, stemmerOf } from '../../src/folders/documents/language.ts';
import { lookAtDocuments } from '../../src/folders/documents/look.ts';
import { personalIn } from '../../src/folders/documents/personal.ts';
import { readDocument } from '../../src/folders/documents/text.ts';
import { openFolder } from '../../src/sources/folder.ts';
import { folderOf, type Held } from '../support/folder-in-memory.ts';
import { png } from '../support/image-files.ts';

const folderWith = (files: Readonly<Record<string, Uint8Array | string>>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'documents-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
};
const lookAt = (files: Readonly<Record<string, Uint8Array | string>>) =>
  lookAtDocuments(openFolder(folderWith(files), '/'));

const pdf = (stream: string, packed = true, more = ''): Buffer => {
  const content = packed ? deflateSync(Buffer.from(stream, 'latin1')) : Buffer.from(stream, 'latin1');
  const filter = packed ? '/Filter /FlateDecode ' : '';
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n1 0 obj\n<< ${filter}/Length ${content.length} >>\nstream\n`, 'latin1'),
    content,
    Buffer.from(`\nendstream\nendobj\ntrailer << ${more} >>\n%%EOF\n`, 'latin1'),
  ]);
};

describe('a document is read, or it is said why not', () => {
  test.each<[string, string, Uint8Array | string, object]>([
    ['headings', 'Markdown', '# A\n\ntext\n\n## B\n\nC\n---\n\n    # code\n', { headings: 3 }],
    ['headings in fences, which are code', 'Markdown', '# A\n\n```sh\n# no heading\n```\n', { headings: 1 }],
    ['front matter', 'Markdown', '---\ntitle: A\n---\n\nwords\n', { headings: 0 }],
    ['HTML', 'HTML', '<h1>A</h1><p>x@y</p><script>var h1 = "<h2>"</script><h3 id=a>B</h3>', { headings: 2 }],
    ['a text', 'text', 'words', { headings: 0 }],
    ['a mark of UTF-8', 'text', '\ufeffwords', { headings: 0 }],
    ['a PDF with text', 'PDF', pdf('BT /F1 12 Tf (Hello) Tj ET'), { text: '' }],
    ['a PDF that is not packed', 'PDF', pdf('BT [(Hel) 3 (lo)] TJ ET', false), { text: '' }],
    ['a scan', 'PDF', pdf('q 595 0 0 842 0 0 cm /Im0 Do Q'), { fault: 'it holds no text, as a scan does' }],
    [
      'a PDF that is locked',
      'PDF',
      pdf('BT (x) Tj ET', true, '/Encrypt 5 0 R'),
      { fault: 'it needs a password, or is locked' },
    ],
    ['half a PDF', 'PDF', pdf('BT (x) Tj ET').subarray(0, 60), { fault: 'it is cut off' }],
    ['no PDF', 'PDF', '<html>404', { fault: 'it is not a PDF' }],
    ['nothing', 'text', '', { fault: 'it is empty' }],
    ['spaces', 'Markdown', ' \n\n', { fault: 'it holds no text' }],
    ['tags alone', 'HTML', '<html><body><img src="a.png"></body></html>', { fault: 'it holds no text' }],
    ['Latin-1', 'text', Buffer.from('Gr\xfc\xdfe', 'latin1'), { fault: 'it is not UTF-8: save it with that encoding' }],
    ['UTF-16', 'text', Buffer.from('words', 'utf16le'), { fault: 'it is binary, or UTF-16: save it as UTF-8' }],
  ])('%s', (_, format, content, expected) => {
    expect(readDocument(format, Buffer.from(content))).toMatchObject(expected);
  });

  test('whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('PDF', 'HTML', 'Markdown', 'text'),
        fc.uint8Array({ maxLength: 300 }),
        (format, bytes) => {
          const read = readDocument(
            format,
            Buffer.concat([Buffer.from(format === 'PDF' ? '%PDF-1.4 stream\n' : ''), bytes]),
          );
          expect('fault' in read || typeof read.text === 'string').toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  ['The office is open for all of you, and this is the key to the door.', 'english', 'english'],
  ['Das Büro ist nicht geöffnet, und der Schlüssel liegt mit den anderen bereit.', 'german', 'german'],
  ['Le bureau est ouvert pour les membres, et une clé est dans la boîte.', 'french', 'french'],
  ['La oficina está abierta para los socios con una llave que se guarda.', 'spanish', 'spanish'],
  ['Офис открыт, и ключ лежит в ящике, но не на столе, как это было.', 'russian', 'russian'],
  ['事務所は八時に開きます。鍵は箱の中にあります。', 'japanese', 'none'],
  ['办公室早上八点开门,钥匙在门口的盒子里,请不要带走。', 'chinese', 'none'],
  ['사무실은 여덟 시에 문을 엽니다. 열쇠는 상자 안에 있습니다.', 'korean', 'none'],
  ['يفتح المكتب في الساعة الثامنة صباحا كل يوم', 'arabic', 'arabic'],
  ['xkcd qwrt zzyx plmn wvut srqp mnbv', undefined, 'none'],
  ['12 34', undefined, 'none'],
])('%s is %s, and words are compared as %s', (text, language, stemmer) => {
  expect(languageOf(text)).toBe(language);
  expect(stemmerOf(language)).toBe(stemmer);
});

test.each([
  ['write to anna.berg@firma.de or call +49 30 1234567', 1, 1],
  ['(212) 555-0187 is the desk', 0, 1],
  ['user@example.org, git@github.com and info@firma.de are nobody', 0, 0],
  ['version 1.2.3.4 of 2024-03-01, 12345678 bytes, ISBN 978-3-16-148410-0', 0, 0],
  ['rsync -a user@host:/path', 0, 0],
])('%s', (text, addresses, numbers) => {
  expect(personalIn(text)).toEqual({ addresses, numbers });
});

describe('what is surprising is said', () => {
  const page = '# Hours\n\nThe office is open for all of you, and this is the key to the door.\n';
  test.each<[string, Readonly<Record<string, Uint8Array | string>>, RegExp]>([
    ['nothing but that questions are to be written', { 'a.md': page }, /^No question is yours yet/],
    [
      'addresses and numbers, in the documents that hold some',
      { 'a.md': `${page}anna@firma.de`, 'b.md': `${page}Or call +49 30 1234567.`, 'c.md': page },
      /^1 e-mail address and 1 telephone number in 2 documents: git passes over the copies that the project holds\./,
    ],
    [
      'what cannot be read',
      { 'a.md': page, 'b.txt': Buffer.from('\xfc', 'latin1') },
      /1 document left out, since it is not UTF-8.*b\.txt/,
    ],
    ['a scan', { 'a.md': page, 'b.pdf': pdf('q Q') }, /left out, since it holds no text, as a scan does: b\.pdf/],
    [
      'other formats of documents',
      { 'a.md': page, 'b.rst': 'x', 'c.docx': 'x' },
      /2 files of \.rst and \.docx are not read/,
    ],
    [
      'several languages',
      { 'a.md': page, 'b.md': 'Das ist nicht der Schlüssel, und die Tür ist mit einem Riegel zu.' },
      /Several languages, English \(1\) and German \(1\): words are compared as English/,
    ],
    ['nothing of what equals another', { 'a.md': page, 'b.md': page }, /^No question is yours yet/],
    ['no headings', { 'a.txt': 'The words of the one who is here.' }, /No headings: each document is one section/],
  ])('%s', async (_, files, expected) => {
    const { warnings } = await lookAt(files);
    expect(warnings.join('\n')).toMatch(expected);
  });

  test('equal documents are left out but for the first, and pictures and hidden files are no documents', async () => {
    const found = await lookAt({ 'a.md': page, 'b/a.md': page, 'img/x.png': png(1), '.git/notes.md': page });
    expect(found.documents.map((one) => one.path)).toEqual(['a.md']);
    expect(found.duplicates).toBe(1);
    expect(listOf(found)).toMatch(
      /^path,sha256,left_out\na\.md,[0-9a-f]{64},\nb\/a\.md,,it equals another document\nimg\/x\.png,,its ending/,
    );
    expect(contractOf(found, 'abc')).toContain('list_sha256 = "abc"');
  });
});

test.each<[string, Readonly<Record<string, Uint8Array | string>>, RegExp]>([
  [
    'only what cannot be read',
    { 'a.md': '', 'b.pdf': pdf('q Q') },
    /holds no document that can be read \(it holds no text.*: b\.pdf and it is empty: a\.md\)/,
  ],
  [
    'names that are one on some systems',
    { 'A.md': '# a', 'a.md': '# b' },
    /Two documents of .* have names that some systems cannot have/,
  ],
  ['a name that Windows cannot have', { 'what?.md': '# a' }, /what\?\.md has a name that some systems/],
])('%s is refused', async (_, files, expected) => {
  await expect(lookAt(files)).rejects.toThrow(expected);
});

const words = (at: number): string => `The office is open for all of you, and door number ${at} is the one to take.`;
const documents = (many: number, bytes?: number): Readonly<Record<string, Held>> =>
  Object.fromEntries(
    Array.from({ length: many }, (_, at) => [`${at}.txt`, { content: words(at), ...(bytes ? { bytes } : {}) }]),
  );

test.each<readonly [what: string, held: Readonly<Record<string, Held>>, kept: readonly string[], left: object[]]>([
  [
    'a text is read up to 2 MB',
    { 'a.txt': { content: words(1), bytes: 2_000_000 }, 'b.txt': { bytes: 2_000_001 } },
    ['a.txt'],
    [{ path: 'b.txt', reason: 'it has more than 2.0 MB' }],
  ],
  [
    'a PDF up to 40 MB',
    { 'a.pdf': { content: pdf('BT (x) Tj ET'), bytes: 40_000_000 }, 'b.pdf': { bytes: 40_000_001 } },
    ['a.pdf'],
    [{ path: 'b.pdf', reason: 'it has more than 40 MB' }],
  ],
])('%s', async (_, held, kept, left) => {
  const found = await lookAtDocuments(folderOf(held));
  expect(found.documents.map((one) => one.path)).toEqual(kept);
  expect(found.left).toEqual(left);
});

test.each<readonly [what: string, held: Readonly<Record<string, Held>>, said: RegExp | undefined]>([
  ['5,000 documents', documents(5_000, 10), undefined],
  ['more', documents(5_001, 10), /given holds 5,001 documents, .* are too many for a project/],
  ['100 MB', documents(50, 2_000_000), undefined],
  [
    'more bytes',
    documents(51, 2_000_000),
    /given holds 51 documents, 102 MB: more than 5,000, or 100 MB, are too many/,
  ],
])('a project takes %s, or says why not', async (_, held, said) => {
  const looked = lookAtDocuments(folderOf(held));
  if (said) await expect(looked).rejects.toThrow(said);
  else expect((await looked).left).toEqual([]);
});
