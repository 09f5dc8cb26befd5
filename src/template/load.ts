import { createHash } from 'node:crypto';
import { promises } from 'node:fs';
import path from 'node:path';
import { type Failure, refused } from '../errors.ts';
import { hashOf } from '../system/digest.ts';
import { codeOf, inWords } from '../system/fs-errors.ts';
import { isInside } from '../system/inside.ts';
import { look, textOfFile } from '../system/look.ts';
import type { Layer, LayerFile, LoadedLayer, Manifest, Provenance, Source, Template } from '../types.ts';
import { checkCollisions } from './collisions.ts';
import { type Counts, count, limits } from './limits.ts';
import { listFiles, readListed } from './list-files.ts';
import { declaredIn, wholeManifest } from './manifest.ts';
import type { Extension, Standalone } from './manifest-schema.ts';
import { checkSafe, manifestName, partOf, placeBelow, recordPath, targetPath } from './paths.ts';
import { checkNoRepository } from './repositories.ts';
import { countIdentifiers, hyphenated, textOf } from './sentinel.ts';
import { vocabularyOf } from './vocabulary.ts';

/** So many bytes of a template are kept from the check to the writing: most templates are read once, and memory stays flat. */
const room = 16 * 1024 * 1024;

/** Synchronous calls take a third of the time of promised ones; after so many files a signal gets its turn. */
const atOnce = 64;

async function readManifest(folder: string): Promise<Standalone | Extension> {
  const file = path.join(folder, manifestName);
  const read = textOfFile(file, limits.manifest, 'itself');
  if ('text' in read) return declaredIn(read.text, file);
  if (read.is === 'file')
    throw refused(`${file} cannot be used: ${read.words}.`, 'A manifest is a few kilobytes; shorten it.');
  if (read.is === 'closed') throw unreadable(file, read.words);
  throw refused(
    `${folder} is not a template: it has no ${manifestName}${read.is === 'nothing' ? '' : `, for ${read.words}`}.`,
    'Give a folder that holds one, or see npx create-ml-portfolio list.',
  );
}

const unreadable = (file: string, why: string): Failure =>
  refused(`The template cannot be read: ${file}: ${why}.`, 'Check that it is there and readable to you.');

/** What the file system says of a template is about the template: no fault of ours. */
async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw unreadable((error as NodeJS.ErrnoException).path ?? 'one of its files', inWords(error));
  }
}

/** Finds the template that another one extends, named as in the manifest in this folder. */
export type FindBase = (named: string, folder: string) => Promise<Source>;

const noBase: FindBase = async (named) => {
  throw refused(`The template is refused: it extends ${named}, and nothing is extended here.`, 'Take extends out.');
};

/** A template in a folder: its manifest is read and checked, its files not yet. */
export async function folderSource(
  folder: string,
  root: string,
  source: string,
  findBase: FindBase = noBase,
  exact: Pick<Source, 'pinned' | 'resolved'> = {},
): Promise<Source> {
  const { pinned, resolved } = exact;
  const said = { source, ...(pinned ? { pinned } : {}), ...(resolved ? { resolved } : {}) };
  const declared = await readManifest(folder);
  const base = 'extends' in declared ? await findBase(declared.extends, folder) : undefined;
  const manifest = wholeManifest(declared, path.join(folder, manifestName), base?.manifest);
  const load = async (): Promise<Template> => {
    const below = await base?.load();
    const own = await loadLayers(manifest, declared.layers ?? [], folder, root, levelAbove(below));
    const layers = [...(below?.layers ?? []), ...own];
    checkCollisions(layers, manifest.questions);
    checkNoRepository(layers.flatMap(({ files }) => files));
    const digest = digestOf(manifest, layers);
    return { manifest, ...said, layers, digest, ...(below ? { base: originOf(below) } : {}) };
  };
  return { ...said, manifest, load };
}

const originOf = ({ manifest: { id, version }, source, resolved, digest, base }: Template): Provenance => ({
  id,
  version,
  source,
  ...(resolved ? { resolved } : {}),
  digest,
  ...(base ? { base } : {}),
});

const levelAbove = (below: Template | undefined): number =>
  Math.max(-1, ...(below?.layers ?? []).map(({ level }) => level)) + 1;

/**
 * Loads layers from their folders: every file is found, checked, hashed and, for `.hbs`, compiled, before anything is
 * written. Layers may lie anywhere inside `root`, after symlinks. Throws refusals (exit 4).
 */
async function loadLayers(
  manifest: Manifest,
  layers: readonly Layer[],
  folder: string,
  root: string,
  level: number,
): Promise<readonly LoadedLayer[]> {
  const realRoot = await readable(promises.realpath(root));
  const loaded: LoadedLayer[] = [];
  const counts = count();
  let bytes = 0;
  const fits = (size: number): boolean => {
    bytes += size;
    return bytes <= room;
  };
  for (const layer of layers) {
    const files = await readable(loadLayer(manifest, layer, folder, realRoot, counts, fits));
    loaded.push({ ...layer, level, files });
  }
  return loaded;
}

async function loadLayer(
  manifest: Manifest,
  layer: Layer,
  folder: string,
  root: string,
  counts: Counts,
  fits: (size: number) => boolean,
): Promise<readonly LayerFile[]> {
  const base = await promises.realpath(path.resolve(folder, layer.path)).catch(() => undefined);
  if (!base)
    throw refused(
      `The template is invalid: its layer ${layer.path} does not exist.`,
      'Correct layers in template.json.',
    );
  if (!isInside(base, root))
    throw refused(
      `The template is refused: its layer ${layer.path} lies outside the template.`,
      'Move the layer inside.',
    );
  if (look(base).is !== 'folder')
    throw refused(
      `The template is invalid: its layer ${layer.path} is not a folder.`,
      'A layer is a folder of files; correct layers in template.json.',
    );
  const files: LayerFile[] = [];
  for (const name of listFiles(base, counts.entry)) {
    files.push(await loadFile(manifest, base, name, counts.bytes, fits));
    if (files.length % atOnce === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return files;
}

async function loadFile(
  manifest: Manifest,
  base: string,
  stored: string,
  counted: Counts['bytes'],
  fits: (size: number) => boolean,
): Promise<LayerFile> {
  const source = placeBelow(base, stored);
  const { content, mode } = readListed(source, counted);
  const part = partOf(stored);
  const text = textOf(content);
  const target = part?.path ?? targetPath(stored);
  checkSafe(target, source);
  if (target === recordPath)
    throw refused(`The template is invalid: ${source} has the name of our own record.`, 'Rename the file.');
  const shared = {
    source,
    path: target,
    bytes: content.length,
    sha256: hashOf(content),
    executable: (mode & 0o100) !== 0,
    sentinels: {
      package: countIdentifiers(text ?? '', manifest.package),
      distribution: countIdentifiers(text ?? '', hyphenated(manifest.package)),
    },
    part: part?.part,
  };
  const isTemplate = stored.endsWith('.hbs');
  if (!isTemplate && !part) return { ...shared, raw: fits(content.length) ? content : undefined };
  if (text === undefined)
    throw refused(`The template is invalid: ${source} is not UTF-8 text.`, 'Only text can be rendered or joined.');
  if (!isTemplate) return { ...shared, text: () => text };
  // The compiler is most of Handlebars, and a template without `.hbs` does not need it.
  const { compile } = await import('./handlebars.ts');
  return { ...shared, render: compile(text, source, vocabularyOf(manifest)) };
}

function digestOf(manifest: Manifest, layers: readonly LoadedLayer[]): string {
  const hash = createHash('sha256').update(JSON.stringify(manifest));
  for (const layer of layers)
    for (const file of layer.files)
      hash.update(`\n${layer.path}\0${file.path}\0${file.part ?? ''}\0${file.executable}\0${file.sha256}`);
  return hash.digest('hex');
}
