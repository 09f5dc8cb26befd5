import { counted, listed } from '../../text/say.ts';
import { byReason, type LeftOut } from '../folder.ts';
import type { Image, Images } from './found.ts';

/** Images of a class below which its recall is hardly known. */
const small = 30;
/** How much larger the largest class may be than the smallest before it is said. */
const unequal = 4;

/** What somebody should look at, the surprising first. */
export function warningsOf(found: Omit<Images, 'warnings'>, broken: readonly LeftOut[]): readonly string[] {
  const { images, classes, duplicates, offered, personal, split } = found;
  const contradicted = underTwo(images);
  const few = classes.filter((one) => one.images < small).map((one) => `${one.name} (${one.images})`);
  const sizes = classes.map((one) => one.images);
  const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
  const across = crossing(images, split.test);
  const told: readonly (string | false)[] = [
    contradicted.length > 0 &&
      `${counted(contradicted.length, 'picture')} under two classes: ${listed(contradicted, 2)}. Nobody can learn both: take the wrong one out.`,
    ...personal.map((one) => `${one}, which its file holds: git passes the images over.`),
    offered !== undefined &&
      `The names look as if they told ${offered.groups} groups (${listed(offered.first, 3)}): where images of one show the same thing, say --group '${offered.rule}', or the test part is easier than the world.`,
    ...byReason(broken).map(
      ({ reason, files, first }) => `${counted(files, 'file')} left out, since ${reason}: ${listed(first, 3)}.`,
    ),
    across > 0 &&
      `${counted(across, 'image')} of the test part ${across === 1 ? 'is' : 'are'} in the training part as well; the project leaves them out of training.`,
    duplicates > 0 &&
      `${counted(duplicates, 'image')} ${duplicates === 1 ? 'equals' : 'equal'} another one byte for byte; equal ones never stand on both sides of the split.`,
    few.length > 0 && `Few images of ${listed(few)}: what is measured of ${few.length === 1 ? 'it' : 'them'} is rough.`,
    most >= unequal * least &&
      `The largest class has ${counted(most, 'image')}, the smallest ${least}: look at the recall of each class, not at accuracy alone.`,
  ];
  return told.filter((one) => one !== false);
}

/** Equal files of which not all have one class: their paths, in pairs of words. */
function underTwo(images: readonly Image[]): readonly string[] {
  const first = new Map<string, Image>();
  const found = new Map<string, string>();
  for (const image of images) {
    const other = first.get(image.sha256);
    if (!other) first.set(image.sha256, image);
    else if (other.class !== image.class) found.set(image.sha256, `${other.path} is ${image.path}`);
  }
  return [...found.values()];
}

/** Test images that equal one of the others. */
function crossing(images: readonly Image[], test: string | undefined): number {
  if (test === undefined) return 0;
  const isTest = new RegExp(test);
  const rest = new Set(images.filter(({ path }) => !isTest.test(path)).map(({ sha256 }) => sha256));
  return images.filter(({ path, sha256 }) => isTest.test(path) && rest.has(sha256)).length;
}
