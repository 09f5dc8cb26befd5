import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labelled } from '../../scripts/kinds/columns.ts';
import { learn, sourceOf } from '../../scripts/kinds/learn.ts';
import { tally } from '../../scripts/kinds/tally.ts';
import { points } from '../../src/profile/kinds/points.ts';
import { rules } from '../../src/profile/kinds/rules.ts';

const header =
  'Record_id,Attribute_name,y_act,total_vals,num_nans,num_of_dist_val,mean,std_dev,min_val,max_val,sample_1,sample_2,sample_3,sample_4,sample_5';
const file = [
  header,
  '1,"price, net",numeric,500,0,400,12.5,3.1,0.5,99.5,1.5,2.25,7.75,9.5,12.5',
  '1,country,categorical,500,10,20,0,0,0,0,France,Chile,Peru,"Korea, South",Mali',
  '2,note,sentence,30,0,30,0,0,0,0,"He said ""no"" and left the house in the rain",a longer text of many words here,one more text of many words here,the last text of many words here,and yet one text of many words here',
  '2,flag,categorical,500,0,2,0.5,0.5,0,1,1,0,1,0,1',
  '2,mixed,context-specific,500,0,9,0,0,0,0,1,2,3,4,5',
  '2,spare,not-generalizable,500,500,0,0,0,0,0,,,,,',
].join('\n');

test('a line of the benchmark is read as the facts of a column', () => {
  const [price, country, note, , mixed, spare] = labelled(file).map(({ traits }) => traits);
  expect(price).toMatchObject({ name: 'price, net', rows: 500, distinct: 400, mean: 12.5, looks: { decimal: 500 } });
  expect(country).toMatchObject({ missing: 10, examples: ['France', 'Chile', 'Peru', 'Korea, South', 'Mali'] });
  expect(note?.examples[0]).toBe('He said "no" and left the house in the rain');
  // Numbers in the examples and no statistics: there are words among them.
  expect(mixed?.looks).toEqual({ integer: 450, word: 50 });
  expect(spare).toMatchObject({ missing: 500, examples: [], looks: {} });
});

test('what is said is counted against what people said', () => {
  const said = tally(labelled(file));
  expect(said).toContain('6 of 2 files');
  expect(said).toMatch(/accuracy {15,}\d\.\d{4}/);
  expect(said).toMatch(/^numeric +1( +0){8}$/m);
});

test('points are fitted to what people said, and written by the names of the rules', () => {
  const weights = learn(labelled(file));
  expect(weights.get('decimals')?.number).toBeGreaterThan(0.05);
  expect(weights.get('decimals')?.text).toBeLessThan(0);
  expect(sourceOf(weights)).toContain('export const points');
});

test('every rule has its points, and no other has', () => {
  expect(Object.keys(points).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
});

const benchmark = path.resolve(import.meta.dirname, '../../../shared/data/sortinghat/data_train.csv');

test.skipIf(!existsSync(benchmark))(
  'the benchmark, where it lies beside the repository, is told as it was measured',
  () => {
    const said = tally(labelled(readFileSync(benchmark, 'utf8')));
    const number = (line: string): number => Number(new RegExp(`^${line} +(\\S+)`, 'm').exec(said)?.[1]);
    expect(number('accuracy')).toBeGreaterThan(0.88);
    expect(number('accuracy where not asked')).toBeGreaterThan(0.95);
    expect(number('asked about')).toBeLessThan(0.15);
  },
);
