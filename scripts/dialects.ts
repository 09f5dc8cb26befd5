import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { recognise } from '../src/profile/read/recognise.ts';

/** How the truth names what stands between cells; any other word is the character itself. */
const named: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  space: ' ',
  vslash: '|',
  colon: ':',
  doublequote: '"',
  singlequote: "'",
};
const characterOf = (word: string): string => named[word] ?? word;
const shown = (mark: string): string => JSON.stringify(mark);

/** Prints what is recognised otherwise than a truth says: a folder of files, and `name|encoding|delimiter|quote|…` for each, below a heading. */
export async function main(_root: string, [folder, truth]: readonly string[]): Promise<void> {
  if (!folder || !truth || !existsSync(folder) || !existsSync(truth))
    return console.log('There is nothing to compare with: npm run dialects -- <folder> <truth.psv>');
  const { files, wrong } = await compare(folder, truth);
  for (const line of wrong) console.log(line);
  const right = files - wrong.length;
  console.log(`${right} of ${files} right: ${((100 * right) / files).toFixed(1)} %`);
}

/** How many files there are, and a line for each that is recognised otherwise. */
export async function compare(folder: string, truth: string): Promise<{ files: number; wrong: readonly string[] }> {
  const wrong: string[] = [];
  let files = 0;
  for (const line of readFileSync(truth, 'utf8').split(/\r?\n/).slice(1).filter(Boolean)) {
    const [name = '', , delimiter = '', quote = ''] = line.split('|');
    const file = path.join(folder, name);
    if (!existsSync(file)) {
      console.log(`not there: ${name}`);
      continue;
    }
    files++;
    const wanted = [characterOf(delimiter), characterOf(quote)];
    const found = await recognisedIn(file);
    if (found.join('') !== wanted.join(''))
      wrong.push(`wrong: ${name}: ${found.map(shown).join(' ')}, not ${wanted.map(shown).join(' ')}`);
  }
  return { files, wrong };
}

/** A file without a delimiter, or without a quote, is read as one with a comma, and with `"`, which it does not have. */
async function recognisedIn(file: string): Promise<readonly string[]> {
  try {
    const { delimiter, quote } = await recognise(createReadStream(file));
    return [delimiter.trimEnd().charAt(0) || delimiter.charAt(0) || ',', quote || '"'];
  } catch (error) {
    return [(error as Error).message];
  }
}
