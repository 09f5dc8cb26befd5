import { inflateSync } from 'node:zlib';

/** What a document says, as far as it is looked at before a project reads it: its words, and how many headings. */
export interface Read {
  readonly text: string;
  readonly headings: number;
}

/** Reads the bytes of a document, or says why the project could not. */
export function readDocument(format: string, bytes: Uint8Array): Read | { readonly fault: string } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 0) return { fault: 'it is empty' };
  if (format === 'PDF') return readPdf(view);
  if (view.includes(0)) return { fault: 'it is binary, or UTF-16: save it as UTF-8' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(view);
  } catch {
    return { fault: 'it is not UTF-8: save it with that encoding' };
  }
  const read = format === 'HTML' ? readHtml(text) : format === 'Markdown' ? readMarkdown(text) : { text, headings: 0 };
  return /[\p{L}\p{N}]/u.test(read.text) ? read : { fault: 'it holds no text' };
}

/** Headings of either form; what stands in fences is code. */
function readMarkdown(whole: string): Read {
  const text = whole.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1/gm, '');
  const headings = text.match(/^ {0,3}#{1,6}[ \t]+\S|^\S[^\n]*\n(?:=+|-{3,})[ \t]*$/gm) ?? [];
  return { text, headings: headings.length };
}

function readHtml(whole: string): Read {
  const seen = whole.replace(
    /<!--[\s\S]*?-->|<(script|style|nav|footer|template|svg|noscript)\b[\s\S]*?<\/\1\s*>/gi,
    ' ',
  );
  const headings = seen.match(/<h[1-6]\b/gi) ?? [];
  return { text: seen.replace(/<[^>]*>/g, ' ').replace(/&\w+;|&#\w+;/g, ' '), headings: headings.length };
}

/** Unpacked, at most: a stream that a few bytes blow up is none that a person made. */
const mostBytes = 20_000_000;

/** Whether a PDF holds text at all: what it says only its own reader finds out. */
function readPdf(view: Buffer): Read | { readonly fault: string } {
  if (!view.subarray(0, 1024).includes('%PDF-')) return { fault: 'it is not a PDF' };
  if (!view.subarray(-2048).includes('%%EOF')) return { fault: 'it is cut off' };
  if (/\/Encrypt\b/.test(view.toString('latin1'))) return { fault: 'it needs a password, or is locked' };
  for (let at = view.indexOf('stream'); at >= 0; at = view.indexOf('stream', at + 6)) {
    const start = at + 6 + (view[at + 6] === 13 ? 2 : 1);
    const end = view.indexOf('endstream', start);
    if (end < 0) break;
    if (showsText(view.subarray(start, end))) return { text: '', headings: 0 };
    at = end + 3;
  }
  return { fault: 'it holds no text, as a scan does' };
}

function showsText(stream: Buffer): boolean {
  const shown = /\bBT\b[\s\S]*?(?:\)|>|\])\s*(?:Tj|TJ|'|")/;
  if (shown.test(stream.toString('latin1'))) return true;
  try {
    return shown.test(inflateSync(stream, { maxOutputLength: mostBytes }).toString('latin1'));
  } catch {
    return false; // It is packed in another way, or is a picture.
  }
}
