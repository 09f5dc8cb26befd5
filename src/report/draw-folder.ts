import { columns, indent, item, usual, wrapped } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { counted, listed, thousands } from '../text/say.ts';
import { readableSize } from '../text/size.ts';
import type { FolderTold } from './folder-told.ts';

/** Kinds that have a line of their own. */
const shown = 12;

const words = { images: ['image', 'Classes'], documents: ['document', 'Documents'] } as const;

/** What `profile` prints of a folder: the surprising first, then what is there, then what follows from it. */
export function drawFolder(told: FolderTold, style: Paint): readonly string[] {
  const { folder, form, found, kinds, split, leftOut, passedOver, warnings } = told;
  const [noun, head] = words[form];
  const part = (title: string, body: readonly string[]): readonly string[] =>
    body.length > 0 ? ['', style('bold', title), ...body] : [];
  const rest = kinds.slice(shown).map(({ name }) => name);
  const rows = kinds.slice(0, shown).map(({ name, files }) => [name, thousands(files)]);
  return [
    `${style('bold', folder.path)}: ${counted(folder.files, noun)}, ${readableSize(folder.bytes)}`,
    ...Object.values(found).flatMap((text) => indent(wrapped(text, usual - 2))),
    ...part('To be looked at', warnings.flatMap(item)),
    ...part(head, [
      ...indent(columns(rows, usual - 2)),
      ...(rest.length > 0 ? indent([`… and ${listed(rest, 3)}`]) : []),
    ]),
    ...part('Split', split ? item(`${split.by}: ${split.reasons.join('; ')}`) : []),
    ...part(
      'Not used',
      [...leftOut, ...passedOver].flatMap(({ reason, files, first }) =>
        item(`${counted(files, 'file')}: ${reason} (${listed(first, 2)}${files > 2 ? ', …' : ''})`),
      ),
    ),
  ];
}

/** The same in the few lines that a creation prints. */
export function drawFolderDecided(
  { folder, form, found, kinds, split, leftOut, warnings }: FolderTold,
  width: number,
): readonly string[] {
  const left = leftOut.map(({ reason, files }) => `${counted(files, 'file')} (${reason})`);
  const of = form === 'images' ? ` of ${counted(kinds.length, 'class', 'classes')}` : '';
  const told: readonly (readonly [string, string])[] = [
    ...warnings.map((warning, at) => [at === 0 ? 'Look at' : '', warning] as const),
    ['Data', `${folder.path}: ${counted(folder.files, words[form][0])}${of}; ${Object.values(found).join('; ')}`],
    ['Split', split ? `${split.by}: ${split.reasons.join('; ')}` : ''],
    ['Left out', left.join('; ')],
  ];
  return columns(
    told.filter(([, text]) => text !== ''),
    width,
  );
}
