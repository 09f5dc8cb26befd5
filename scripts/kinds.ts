import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { labelled } from './kinds/columns.ts';
import { learn, sourceOf } from './kinds/learn.ts';
import { tally } from './kinds/tally.ts';

/**
 * Holds the rules for kinds against a file in SortingHat's form: npm run kinds -- data.csv
 * `--learn` fits the points to that file first, and writes them; `--files n/m` takes only one part in m of its files
 * (by `Record_id`), and `--but n/m` all others, so that what is measured was not learnt from.
 */
export async function main(root: string, words: readonly string[]): Promise<void> {
  const flag = (name: string): string | undefined =>
    words.includes(name) ? words[words.indexOf(name) + 1] : undefined;
  const [file] = words;
  if (!file || file.startsWith('-')) {
    console.error('Name a file in the form of SortingHat: npm run kinds -- data_train.csv');
    process.exitCode = 2;
    return;
  }
  const all = labelled(readFileSync(file, 'utf8'));
  const files = [...new Set(all.map((column) => column.file))].sort();
  const part = (said: string): ReadonlySet<string> => {
    const [nth, of] = said.split('/').map(Number);
    return new Set(files.filter((_, at) => at % (of ?? 1) === nth));
  };
  const only = flag('--files');
  const but = flag('--but');
  const columns = all.filter(
    (column) => (!only || part(only).has(column.file)) && (!but || !part(but).has(column.file)),
  );
  if (words.includes('--learn')) {
    const source = path.join(root, 'src/profile/kinds/points.ts');
    writeFileSync(source, sourceOf(learn(columns)));
    console.log(`Wrote ${source} from ${columns.length} columns.`);
    return;
  }
  console.log(tally(columns));
}
