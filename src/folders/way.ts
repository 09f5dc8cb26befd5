import { endingOf, type FolderFile } from './folder.ts';

/** Endings of the files that a project can be made of, with what their format is called. */
export const imageFormats: Readonly<Record<string, string>> = {
  png: 'PNG',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  jpe: 'JPEG',
  jfif: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
  bmp: 'BMP',
  tif: 'TIFF',
  tiff: 'TIFF',
};
export const documentFormats: Readonly<Record<string, string>> = {
  md: 'Markdown',
  markdown: 'Markdown',
  mdx: 'Markdown',
  html: 'HTML',
  htm: 'HTML',
  txt: 'text',
  pdf: 'PDF',
};

export type Way = 'images' | 'documents';

export interface Counted {
  readonly images: number;
  readonly documents: number;
}

/** How many files are of either, by their endings. */
export const counted = (files: readonly FolderFile[]): Counted => ({
  images: files.filter(({ path }) => Object.hasOwn(imageFormats, endingOf(path))).length,
  documents: files.filter(({ path }) => Object.hasOwn(documentFormats, endingOf(path))).length,
});

/** Shares of images between which a folder may be either. */
const unclear = [0.5, 0.9] as const;

/** What a folder holds: documents with some pictures, or images with some notes; undefined where it may be either, or is neither. */
export function wayOf({ images, documents }: Counted): Way | undefined {
  if (images + documents === 0) return undefined;
  const share = images / (images + documents);
  if (share >= unclear[1]) return 'images';
  return share <= unclear[0] ? 'documents' : undefined;
}
