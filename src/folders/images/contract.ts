import { quoted } from '../../text/encode.ts';
import { byText } from '../folder.ts';
import { listText } from '../list.ts';
import { nameOf } from '../place.ts';
import type { Images } from './found.ts';
import { brokenShare } from './look.ts';

/** Where the list of the files lies in a project. */
export const listFile = 'data/images.csv';

/** `data/images.csv`: each file of the folder, with its class and its digest, or why it is left out. */
export function listOf({ images, left, passedOver }: Images): string {
  const links = passedOver.filter(({ reason }) => reason.startsWith('a link'));
  const rows = [
    ...images.map((one) => [one.path, one.class, one.sha256, '']),
    ...[...left, ...links].map(({ path, reason }) => [path, '', '', reason]),
  ];
  return listText(
    ['path', 'class', 'sha256', 'left_out'],
    rows.sort(([a = ''], [b = '']) => byText(a, b)),
  );
}

/** `data/contract.toml`: what an image must be, and how the images are divided. Python obeys it and decides nothing. */
export function contractOf(found: Images, where: string, sha256: string): string {
  const { form, classes, split } = found;
  const lines = [
    '# The contract of the images: `data` holds every image against it, and the code knows no other fact about',
    '# them. It was written from the whole folder; each line may be changed here.',
    '',
    '[data]',
    `name = ${quoted(nameOf(found.path))}`,
    `version = ${quoted(`sha256 ${sha256.slice(0, 12)}`)}`,
    'license = "not said" # YOURS: who may use these images',
    'synthetic = false',
    'file = "data/raw/images.npz" # made by `data`, of the images',
    '',
    '[source]',
    `folder = ${quoted(where)}`,
    `list = ${quoted(listFile)} # each file with its class and sha256; other images are refused`,
    `list_sha256 = ${quoted(sha256)}`,
    'example = 0 # nothing is drawn in their place',
    `broken_share = ${brokenShare} # of the files; more that cannot be read end it, fewer are named and skipped`,
    '',
    '[image]',
    `height = ${form.height} # pixels that every image is brought to; larger ones show more and take longer`,
    `width = ${form.width}`,
    `channels = ${form.channels} # 1 grey, 3 colour`,
    `classes = [${classes.map(({ name }) => quoted(name)).join(', ')}]`,
    'fit = "crop" # the middle of the image is used; trim: a subject on dark ground is cut out',
    'min_side = 16 # pixels; a smaller image is skipped',
    'max_pixels = 50_000_000',
    'known_at_prediction = true # YOURS: the image is there, as it is here, before the answer is',
    '',
    '# official: `test` finds the test part in a path. group: whole groups. class: by chance, alike in classes.',
    '# Where images belong together, `group` is an expression whose first bracket names the group in a path: they',
    '# are kept together whatever the images are split by, and intervals resample groups.',
    ...split.reasons.map((reason) => `# Found: ${reason}.`),
    '[split]',
    `by = ${quoted(split.by)} # YOURS: group, wherever several images show the same thing`,
    ...(split.test === undefined ? [] : [`test = ${quoted(split.test)}`]),
    ...(split.group === undefined ? [] : [`group = ${quoted(split.group)}`]),
    '',
    '# Of name, size and colour: what belongs to the subject, so that it may tell the class. What tells it and is',
    '# not named here is warned of; with `gate = true` it fails the run.',
    '[shortcut]',
    'content = ["colour"]',
  ];
  return `${lines.join('\n')}\n`;
}
