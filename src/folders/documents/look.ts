import { usage } from '../../errors.ts';
import { counted, listed, thousands } from '../../text/say.ts';
import { readableSize } from '../../text/size.ts';
import { byReason, endingOf, type Folder, type FolderFile, type LeftOut } from '../folder.ts';
import { most, portable } from '../place.ts';
import { documentFormats } from '../way.ts';
import type { Document, Documents } from './found.ts';
import { languageOf, languagesOf, named, stemmerOf } from './language.ts';
import { personalIn } from './personal.ts';
import { readDocument } from './text.ts';

/** Of one document, as the project's contract has them; most of a PDF is not text. */
export const limits = { bytes: 2_000_000, pages: 40_000_000 };

/** Sections above which comparing meaning takes minutes. */
const manySections = 10_000;

/** Reads every document of a folder, and decides what a project of it would be. */
export async function lookAtDocuments(folder: Folder): Promise<Documents> {
  const formatOf = ({ path }: FolderFile): string | undefined => documentFormats[endingOf(path)];
  const left: LeftOut[] = folder.files
    .filter((file) => formatOf(file) === undefined)
    .map(({ path }) => ({ path, reason: 'its ending is not that of a document' }));
  const documents: Document[] = [];
  const first = new Map<string, string>();
  const personal = { addresses: 0, numbers: 0, documents: 0 };
  let duplicates = 0;
  for (const file of folder.files) {
    const { path, bytes } = file;
    const format = formatOf(file);
    if (format === undefined) continue;
    const largest = format === 'PDF' ? limits.pages : limits.bytes;
    if (bytes > largest) {
      left.push({ path, reason: `it has more than ${readableSize(largest)}` });
      continue;
    }
    const content = await folder.read(file);
    const read = readDocument(format, content.bytes);
    const equal = first.get(content.sha256);
    if ('fault' in read) left.push({ path, reason: read.fault });
    else if (equal !== undefined) {
      duplicates += 1;
      left.push({ path, reason: 'it equals another document' });
    } else {
      first.set(content.sha256, path);
      const { addresses, numbers } = personalIn(read.text);
      personal.addresses += addresses;
      personal.numbers += numbers;
      personal.documents += Number(addresses + numbers > 0);
      const language = languageOf(read.text);
      const about = { path, format, bytes, sha256: content.sha256, headings: read.headings };
      documents.push({ ...about, ...(language === undefined ? {} : { language }) });
    }
  }
  checkEnough(folder.path, documents, left);
  const languages = countedBy(documents, ({ language }) => language);
  const found = {
    path: folder.path,
    bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    documents,
    formats: countedBy(documents, ({ format }) => format).map(([name, files]) => ({ name, files })),
    languages,
    headings: documents.reduce((sum, { headings }) => sum + headings, 0),
    stemmer: stemmerOf(languages[0]?.[0]),
    left,
    passedOver: folder.passedOver,
    duplicates,
    personal: personalWords(personal),
  };
  checkSize(found);
  return { ...found, warnings: warningsOf(found) };
}

/** Endings of documents that are not read. */
const others = ['rst', 'docx', 'doc', 'odt', 'rtf', 'epub', 'tex', 'adoc', 'ipynb', 'xml', 'gz'];

function countedBy(
  documents: readonly Document[],
  key: (one: Document) => string | undefined,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const one of documents) {
    const name = key(one);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function personalWords(held: { addresses: number; numbers: number; documents: number }): readonly string[] {
  const kinds = [
    held.addresses > 0 && counted(held.addresses, 'e-mail address', 'e-mail addresses'),
    held.numbers > 0 && counted(held.numbers, 'telephone number'),
  ].filter((one) => one !== false);
  return kinds.length === 0 ? [] : [`${kinds.join(' and ')} in ${counted(held.documents, 'document')}`];
}

function checkEnough(path: string, documents: readonly Document[], left: readonly LeftOut[]): void {
  if (documents.length > 0) return;
  const why = byReason(left).map(({ reason, first }) => `${reason}: ${listed(first, 2)}`);
  throw usage(
    `${path} holds no document that can be read${why.length > 0 ? ` (${listed(why, 2)})` : ''}.`,
    'Save them as Markdown, HTML, PDF with text, or UTF-8 text, and run the same command.',
  );
}

function checkSize({ path, documents, bytes }: Pick<Documents, 'path' | 'documents' | 'bytes'>): void {
  if (documents.length > most.files || bytes > most.copied)
    throw usage(
      `${path} holds ${counted(documents.length, 'document')}, ${readableSize(bytes)}: more than ${thousands(most.files)}, or ${readableSize(most.copied)}, are too many for a project.`,
      'Name a folder within it, or put those that matter into one of their own.',
    );
  const strange = documents.find((one) => !portable([one.path]));
  if (strange || !portable(documents.map((one) => one.path)))
    throw usage(
      `${strange ? `${strange.path} has a name` : `Two documents of ${path} have names`} that some systems cannot have beside the others.`,
      'Rename it, and run the same command.',
    );
}

/** What somebody should look at, the surprising first. */
function warningsOf(found: Omit<Documents, 'warnings'>): readonly string[] {
  const { documents, left, languages, headings, personal, formats } = found;
  const unread = left.filter(({ reason }) => !reason.startsWith('its ending') && !reason.startsWith('it equals'));
  const [main, ...further] = languages;
  const known = left.map(({ path }) => endingOf(path)).filter((ending) => others.includes(ending));
  const endings = [...new Set(known)].map((ending) => `.${ending}`);
  const pdf = formats.find(({ name }) => name === 'PDF')?.files ?? 0;
  const told: readonly (string | false)[] = [
    ...personal.map((one) => `${one}: git passes over the copies that the project holds.`),
    ...byReason(unread).map(
      ({ reason, files, first }) => `${counted(files, 'document')} left out, since ${reason}: ${listed(first, 3)}.`,
    ),
    known.length > 0 &&
      `${counted(known.length, 'file')} of ${listed(endings)} ${known.length === 1 ? 'is' : 'are'} not read: save what matters as Markdown, HTML or PDF.`,
    main !== undefined &&
      further.length > 0 &&
      `Several languages, ${languagesOf(found)}: words are compared ${found.stemmer === 'none' ? 'as they stand' : `as ${named(main[0])} has them`}; a folder for each finds more.`,
    headings === 0 &&
      pdf < documents.length &&
      'No headings: each document is one section, which is cut between sentences.',
    headings + documents.length > manySections &&
      `About ${thousands(headings + documents.length)} sections: --retriever bm25 is the quickest.`,
    'No question is yours yet: the project makes some from headings, and marks every number until you have written real ones.',
  ];
  return told.filter((one) => one !== false);
}
