import { quoted } from '../../text/encode.ts';
import { byText } from '../folder.ts';
import { listText } from '../list.ts';
import { nameOf } from '../place.ts';
import type { Documents } from './found.ts';
import { limits } from './look.ts';

/** Where the list of the files lies in a project, and the documents themselves. */
export const listFile = 'data/documents.csv';
export const place = 'data/raw/documents';

/** `data/documents.csv`: each file of the folder, with its digest, or why it is left out. */
export function listOf({ documents, left }: Documents): string {
  const rows = [
    ...documents.map(({ path, sha256 }) => [path, sha256, '']),
    ...left.map(({ path, reason }) => [path, '', reason]),
  ];
  return listText(
    ['path', 'sha256', 'left_out'],
    rows.sort(([a = ''], [b = '']) => byText(a, b)),
  );
}

/** `data/contract.toml`: what the documents and the questions must be. */
export function contractOf({ path }: Documents, sha256: string): string {
  const lines = [
    '# What the data must be. The code knows no other fact about it. It was written from the whole folder.',
    '',
    '[data]',
    `name = ${quoted(nameOf(path))}`,
    `version = ${quoted(`sha256 ${sha256.slice(0, 12)}`)}`,
    'license = "not said" # YOURS: who may use these documents',
    'synthetic = false',
    '',
    '[source]',
    `list = ${quoted(listFile)} # each document with its sha256; others are refused`,
    `list_sha256 = ${quoted(sha256)}`,
    '',
    '[corpus]',
    'suffixes = [".md", ".mdx", ".markdown", ".html", ".htm", ".pdf", ".txt"]',
    `max_bytes = ${limits.bytes} # of one document; a PDF may be larger`,
    'max_words = 150 # of one passage; a longer section is cut between sentences',
    '',
    '[questions]',
    'parts = "questions in two files" # how dev and test differ',
    'kinds = ["made from the documents", "question", "follow-up", "unanswerable"]',
    'without_source = ["unanswerable"] # kinds that no passage answers: `source` is null',
    'with_before = ["follow-up"] # kinds that lean on the turn before: `before` is what was asked',
    'max_chars = 1000 # of one question, typed or sent',
    'longest_run = 6 # words in a row that a question may not share with its source: it was copied',
    '',
    '[questions.fields] # of each line of dev.jsonl and test.jsonl; all are known when a question is asked but `source`',
    'id = "its name, in no other line"',
    'kind = "one of the kinds above; while one is made from the documents, no number is an evaluation"',
    'question = "as a person would type it, not in the words of the passage"',
    'source = "the one passage that answers it, file#heading, or null"',
    'answer = "what a right answer says: one to three facts, each a list of wordings; left out where nothing answers"',
    'before = "what the same person asked one turn earlier; left out where nothing was"',
    'group = "what it belongs with, such as one person or one subject; left out where that is the document"',
  ];
  return `${lines.join('\n')}\n`;
}
