import { existsSync, mkdirSync, readFileSync, renameSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { putBackAgain, type Reversal, removeFileAgain, removeFolderAgain, takeBack } from '../../src/system/undo.ts';
import { workFolder } from '../support/run-here.ts';

const failing = (times: number, more: Partial<Reversal> = {}): Reversal => {
  let left = times;
  const undo = (): void => {
    left -= 1;
    if (left >= 0) throw new Error('the disk stumbles');
  };
  return { place: 'here', undo, ...more };
};

describe('taking back', () => {
  test.each<[string, Reversal[], left: string[]]>([
    ['what fails once is tried again', [failing(1)], []],
    ['what fails twice is left', [failing(2)], ['here']],
    ['where something lies meanwhile is told', [failing(2, { kept: 'k' })], ['here (what it held is k)']],
    ['what is gone already is done', [{ place: 'here', undo: () => unlinkSync('/no/where') }], []],
    [
      'but not where something was to come back',
      [{ place: 'here', undo: () => unlinkSync('/no/where'), kept: 'k' }],
      ['here (what it held is k)'],
    ],
  ])('%s', (_, made, left) => expect(takeBack(made)).toEqual(left));

  test('the folder that keeps something stays until that is back', () => {
    const [once, twice] = [workFolder(), workFolder()];
    const last = (folder: string): Reversal => ({
      ...{ place: folder, isLast: true },
      undo: () => renameSync(folder, `${folder}-gone`),
    });
    // What was made first is taken back last.
    expect(takeBack([last(once), failing(1, { kept: 'k' })])).toEqual([]);
    expect(existsSync(once)).toBe(false);
    expect(takeBack([last(twice), failing(2, { kept: 'k' })])).toHaveLength(2);
    expect(existsSync(twice)).toBe(true);
  });
});

describe('what somebody has touched by then stays', () => {
  test('a file that was written again, and one that was only dated again', () => {
    const file = path.join(workFolder({ a: 'ours' }), 'a');
    for (const touch of [() => utimesSync(file, 1, 1), () => writeFileSync(file, 'longer by somebody')]) {
      const { undo } = removeFileAgain(file);
      touch();
      undo();
      expect(existsSync(file)).toBe(true);
    }
    removeFileAgain(file).undo();
    expect(existsSync(file)).toBe(false);
  });

  test('a folder in the place of ours', () => {
    const folder = path.join(workFolder({ 'a/': '' }), 'a');
    const { undo } = removeFolderAgain(folder);
    renameSync(folder, `${folder}-moved`);
    mkdirSync(folder);
    undo();
    expect(existsSync(folder)).toBe(true);
  });

  test('a file that came where one was taken away', () => {
    const work = workFolder({ kept: 'old' });
    const [kept, file] = [path.join(work, 'kept'), path.join(work, 'file')];
    const { undo } = putBackAgain(kept, file);
    writeFileSync(file, 'theirs');
    undo();
    expect(readFileSync(file, 'utf8')).toBe('theirs');
    unlinkSync(file);
    undo();
    expect(readFileSync(file, 'utf8')).toBe('old');
  });
});
