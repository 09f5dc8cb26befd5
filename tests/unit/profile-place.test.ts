import { expect, test } from 'vitest';
import { fileOf, nameOf } from '../../src/profile/write/place.ts';

const at = (path: string) => ({ file: { path, bytes: 1, sha256: '' } });

test.each([
  ['customers.csv', 'data/raw/customers.csv', 'customers'],
  ['/home/ada/My data/customers.csv.gz', 'data/raw/customers.csv.gz', 'customers'],
  ['C:\\data\\customers.csv', 'data/raw/customers.csv', 'customers'],
  ['a:b?.csv', 'data/raw/a_b_.csv', 'a:b?'],
  ['two\nlines.csv', 'data/raw/two_lines.csv', 'two\nlines'],
  ['nul.csv', 'data/raw/data-nul.csv', 'nul'],
  ['dots...', 'data/raw/dots', 'dots...'],
  ['Größe 2.tsv', 'data/raw/Größe 2.tsv', 'Größe 2'],
])('%s lies in the project as %s, and is called %s', (path, file, name) => {
  expect(fileOf(at(path))).toBe(file);
  expect(nameOf(at(path))).toBe(name);
});
