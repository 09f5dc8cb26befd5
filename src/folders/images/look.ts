import { usage } from '../../errors.ts';
import { counted, listed, percent } from '../../text/say.ts';
import { byReason, byText, endingOf, type Folder, type FolderFile, type LeftOut } from '../folder.ts';
import { imageFormats } from '../way.ts';
import { type Arranged, arrange } from './classes.ts';
import type { Image, Images } from './found.ts';
import { groupForms, groupRule, groupsBy, offeredGroups } from './groups.ts';
import { readHeader } from './header.ts';
import type { Listed } from './listed.ts';
import { formOf } from './size.ts';
import { splitOf } from './split.ts';
import { warningsOf } from './warn.ts';

/** What the user has said of a folder of images. */
export interface Said {
  readonly group?: string | undefined;
  /** Classes that are not used. */
  readonly leaveOut: readonly string[];
}

/** What the project's own reader takes; it reads no other. */
const limits = { bytes: 50_000_000, side: 16, pixels: 50_000_000 };
/** Of the files that should be images: above it something is wrong with all of them. */
export const brokenShare = 0.05;
/** Images of a class, so that each part can have one. */
const fewest = 5;

/** Reads every image of a folder, and decides what a project of it would be. A table may say which there are, and of which class. */
export async function lookAtImages(folder: Folder, said: Said, table?: Listed): Promise<Images> {
  const isImage = ({ path }: FolderFile): boolean => Object.hasOwn(imageFormats, endingOf(path));
  const candidates = folder.files.filter(isImage);
  const others = folder.files.filter((file) => !isImage(file));
  const arranged: Arranged = table ?? arrange(candidates.map(({ path }) => path));
  const { classOf, astray, official, areParts } = arranged;
  if (areParts)
    throw usage(
      `The folders of ${folder.path} are named like parts (${listed([...new Set(classOf.values())])}), and hold no folders of classes.`,
      'Put the images of each class into a folder of their own within them, or rename them where they are classes.',
    );
  checkClasses(folder.path, classOf, said);
  const stray = table ? 'the table gives it no class' : 'it lies in no folder of a class';
  const left: LeftOut[] = astray.map((path) => ({ path, reason: stray }));
  const broken: LeftOut[] = (table?.absent ?? []).map((path) => ({ path, reason: 'it is not there' }));
  const images: Image[] = [];
  for (const file of candidates) {
    const name = classOf.get(file.path);
    if (name === undefined) continue;
    if (said.leaveOut.includes(name)) left.push({ path: file.path, reason: 'its class is left out' });
    else if (file.bytes > limits.bytes) broken.push({ path: file.path, reason: 'it has more than 50 MB' });
    else {
      const { bytes, sha256 } = await folder.read(file);
      const seen = readHeader(bytes);
      const fault = 'fault' in seen ? seen.fault : faultOf(seen);
      if (fault === undefined && 'format' in seen)
        images.push({ ...seen, path: file.path, class: name, bytes: file.bytes, sha256 });
      else broken.push({ path: file.path, reason: fault ?? '' });
    }
  }
  checkBroken(folder.path, broken, images.length);
  const classes = [...new Set(classOf.values())]
    .filter((name) => !said.leaveOut.includes(name))
    .sort(byText)
    .map((name) => ({ name, images: images.filter((one) => one.class === name).length }));
  checkSizes(folder.path, classes);
  const rule = ruleOf(said, images);
  const split = splitOf(folder.path, images, official, rule);
  const found = {
    path: folder.path,
    bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    images,
    classes,
    left: [...left, ...broken, ...others.map(({ path }) => ({ path, reason: 'its ending is not that of an image' }))],
    passedOver: folder.passedOver,
    form: formOf(images),
    split,
    duplicates: images.length - new Set(images.map(({ sha256 }) => sha256)).size,
  };
  const offered = rule ? undefined : offeredGroups(new Map(images.map(({ path, class: name }) => [path, name])));
  const placed = images.filter(({ place }) => place).length;
  const personal =
    placed > 0 ? [`${counted(placed, 'image')} ${placed === 1 ? 'says' : 'say'} where it was taken`] : [];
  const most = { ...found, ...(offered ? { offered } : {}), personal };
  return { ...most, warnings: warningsOf(most, broken) };
}

function faultOf({ width, height }: { width: number; height: number }): string | undefined {
  if (Math.min(width, height) < limits.side) return `a side has fewer than ${limits.side} pixels`;
  return width * height > limits.pixels ? 'it has more than 50 million pixels' : undefined;
}

function checkClasses(path: string, classOf: ReadonlyMap<string, string>, { leaveOut }: Said): void {
  const names = [...new Set(classOf.values())].sort(byText);
  const stranger = leaveOut.find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw usage(`--leave-out ${stranger}: ${path} has no such class.`, `Its classes are ${listed(names, 20)}.`);
  const kept = names.filter((name) => !leaveOut.includes(name));
  if (kept.length >= 2) return;
  const what =
    kept.length === 0
      ? classOf.size === 0
        ? 'no images in folders of classes'
        : 'no class that is not left out'
      : `images of one class alone, ${kept[0]}`;
  throw usage(
    `${path} holds ${what}.`,
    'Put the images of each class into a folder of their own, two at least, and name the folder around these.',
  );
}

function checkBroken(path: string, broken: readonly LeftOut[], whole: number): void {
  const share = broken.length / Math.max(1, broken.length + whole);
  if (share <= brokenShare) return;
  const reasons = byReason(broken).map(
    ({ reason, first, files }) => `${reason} (${listed(first, 3)}; ${files} in all)`,
  );
  throw usage(
    `${broken.length} of ${counted(broken.length + whole, 'image')} in ${path} cannot be used, more than ${percent(brokenShare)}: ${listed(reasons, 3)}.`,
    'Mend them or take them out, and run the same command.',
  );
}

function checkSizes(path: string, classes: Images['classes']): void {
  const few = classes.filter(({ images }) => images < fewest);
  if (few.length === 0) return;
  const named = few.map(({ name, images }) => `${name} has ${images}`);
  throw usage(
    `A class of ${path} needs ${fewest} images at least, some for each part, and ${listed(named, 3)}.`,
    classes.length - few.length >= 2
      ? `Add some, or leave ${few.length === 1 ? 'it' : 'them'} out: --leave-out '${few.map(({ name }) => name).join(',')}'.`
      : 'Add some, and run the same command.',
  );
}

/** What `--group` says, where it is a rule that every name keeps. */
function ruleOf({ group }: Said, images: readonly Image[]): ReturnType<typeof groupRule> {
  if (group === undefined) return undefined;
  const rule = groupRule(group);
  if (!rule) throw usage(`--group ${group} is no rule for names of images.`, `Write --group ${groupForms}.`);
  const paths = images.map(({ path }) => path);
  if (groupsBy(rule, paths)) return rule;
  const without = paths.find((path) => !groupsBy(rule, [path])) ?? '';
  throw usage(`--group '${group}' finds no group in ${without}.`, 'Rename it, or name another rule.');
}
