import { readFileSync } from 'node:fs';
import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { hashOf, requireHash } from '../system/digest.ts';
import { reading } from '../system/fs-errors.ts';
import { placeBelow } from '../template/paths.ts';
import { prepare, rendering } from '../template/rendering.ts';
import type { LayerFile, Manifest, Template } from '../types.ts';

/** A file of a layer as the build has found and checked it. */
export interface BuiltFile extends Omit<LayerFile, 'source' | 'render' | 'text'> {
  /** Where it lies below the folder of the templates. */
  readonly stored: string;
  /** A `.hbs` file, compiled. */
  readonly compiled?: TemplateSpecification;
}

/** What the build has found in a template of ours: nothing is left to read, check, hash or compile before planning. */
export interface BuiltTemplate {
  readonly digest: string;
  /** In the order of the manifest's. */
  readonly layers: readonly BuiltLayer[];
}

export interface BuiltLayer {
  readonly level: number;
  /** Its files, or the name of the shared layer whose files they are. */
  readonly files: readonly BuiltFile[] | string;
}

/** The files of the layers that several templates of ours have, by the name of the layer. */
export type SharedLayers = Readonly<Record<string, readonly BuiltFile[]>>;

const handlebars = (runtime as unknown as typeof Handlebars).create();
prepare(handlebars);

/** A template of ours, from what the build has found in it and the folder in which its files lie now. */
export function prebuiltTemplate(
  manifest: Manifest,
  { digest, layers }: BuiltTemplate,
  shared: SharedLayers,
  root: string,
): Template {
  return {
    manifest,
    source: manifest.id,
    layers: manifest.layers.map((layer, index) => {
      const { level = 0, files = [] } = layers[index] ?? {};
      const built = typeof files === 'string' ? (shared[files] ?? []) : files;
      return { ...layer, level, files: built.map((file) => layerFile(file, root)) };
    }),
    digest,
  };
}

function layerFile({ stored, compiled, ...file }: BuiltFile, root: string): LayerFile {
  const source = placeBelow(root, stored);
  if (compiled) return { ...file, source, render: (...given) => render(compiled, source)(...given) };
  return file.part === undefined ? { ...file, source } : { ...file, source, text: () => partOf(source, file.sha256) };
}

const render = (compiled: TemplateSpecification, source: string): NonNullable<LayerFile['render']> =>
  rendering(handlebars.template(compiled), source);

/** Parts are joined when the project is planned; which of them are, only the answers say. */
function partOf(source: string, sha256: string): string {
  const content = reading(source, () => readFileSync(source));
  requireHash(source, sha256, hashOf(content));
  return content.toString();
}
