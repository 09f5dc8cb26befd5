import { usage } from '../../errors.ts';
import { counted, listed } from '../../text/say.ts';
import type { Arranged } from './classes.ts';
import type { Image, Images } from './found.ts';
import { type GroupRule, groupsBy } from './groups.ts';

/** Training images of a class that a test part of the owner's must leave. */
const fewest = 4;

/** How the images are divided: by the folders of a test part, by groups that were said, or by chance, alike in classes. */
export function splitOf(
  path: string,
  images: readonly Image[],
  official: Arranged['official'],
  rule: GroupRule | undefined,
): Images['split'] {
  const group = rule ? { group: rule.pattern } : {};
  const grouped = rule ? groupReasons(rule, images) : [];
  if (official) {
    const isTest = new RegExp(official.test);
    const tests = images.filter((image) => isTest.test(image.path));
    checkTest(
      path,
      images.filter((image) => !isTest.test(image.path)),
      tests,
    );
    const found = `the folders ${listed(official.folders)} were found, and the test part is as it was made: ${counted(tests.length, 'image')}`;
    return { by: 'official', test: official.test, ...group, reasons: [found, ...grouped] };
  }
  if (rule) return { by: 'group', ...group, reasons: grouped };
  return { by: 'class', reasons: ['by chance, alike in classes: nothing was said of what belongs together'] };
}

function groupReasons(rule: GroupRule, images: readonly Image[]): readonly string[] {
  const groups =
    groupsBy(
      rule,
      images.map(({ path }) => path),
    ) ?? [];
  const distinct = new Set(groups).size;
  return [`images of one group stay together: ${counted(distinct, 'group')} by ${rule.rule}`];
}

function checkTest(path: string, rest: readonly Image[], tests: readonly Image[]): void {
  const classes = [...new Set([...rest, ...tests].map((image) => image.class))];
  const few = classes.filter((name) => rest.filter((image) => image.class === name).length < fewest);
  if (few.length > 0)
    throw usage(
      `${listed(few)} of ${path} ${few.length === 1 ? 'has' : 'have'} fewer than ${fewest} images outside of the test part.`,
      `Add some, or leave ${few.length === 1 ? 'it' : 'them'} out with --leave-out '${few.join(',')}'.`,
    );
  if (new Set(tests.map((image) => image.class)).size < 2)
    throw usage(
      `The test part of ${path} holds fewer than two classes.`,
      'Give it images of each class, or rename its folder, and run the same command.',
    );
}
