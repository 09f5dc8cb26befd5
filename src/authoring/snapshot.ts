import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inWords } from '../system/fs-errors.ts';
import { isInside, realPlace } from '../system/inside.ts';
import { look, textOfFile } from '../system/look.ts';
import { extend } from '../template/extend.ts';
import { isLeftBehind, limits } from '../template/limits.ts';
import { problemsWithDeclared, type ReadManifest, readManifest } from '../template/manifest.ts';
import type { Extension, Standalone } from '../template/manifest-schema.ts';
import { manifestName, partOf, targetPath } from '../template/paths.ts';
import { textOf } from '../template/sentinel.ts';
import type { Layer, Manifest } from '../types.ts';
import { error, type Finding } from './finding.ts';
import { fixFor } from './hints.ts';

/** One file of a layer, as an author sees it. */
export interface SeenFile {
  /** Relative to the template's folder. */
  readonly file: string;
  /** Relative to its layer. */
  readonly stored: string;
  /** Where it goes in a project. */
  readonly path: string;
  readonly part?: string;
  readonly source: string;
  readonly bytes: number;
  /** Of a file that holds text, and is small enough to be looked at. */
  readonly text?: string;
  /** Rendered, not copied. */
  readonly rendered: boolean;
}

export type SeenLayer = Layer & { readonly index: number; readonly level: 1; readonly files: readonly SeenFile[] };

/** A template as far as it can be read, with what is wrong with that. */
export interface Snapshot {
  readonly folder: string;
  /** With its base; absent where template.json cannot be made sense of. */
  readonly manifest?: Manifest;
  readonly base?: Manifest;
  /** What its own file says, where the form of that is right. */
  readonly declared?: Standalone | Extension;
  readonly lineOf: ReadManifest['lineOf'];
  /** Its own, without those of its base. */
  readonly layers: readonly SeenLayer[];
  readonly findings: readonly Finding[];
}

/** Reads a template once; what extends another is given that one's manifest. */
export function take(folder: string, root: string, base?: Manifest): Snapshot {
  const read = textOfFile(path.join(folder, manifestName), limits.manifest, 'itself');
  const { value, declared, problems, lineOf } = readManifest('text' in read ? read.text : '{}');
  const findings: Finding[] = [];
  const wrong = (key: string, problem: string, line = lineOf(key)): number =>
    findings.push(
      error(
        'manifest',
        manifestName,
        line,
        `${key ? spoken(key, value) : 'it'} ${problem}`,
        fixFor(problem, key, whole),
      ),
    );
  const whole = wholeOf(declared, base);
  if ('text' in read) for (const { key, line, problem } of problems) wrong(key, problem, line);
  else findings.push(error('manifest', manifestName, 1, `it cannot be read: ${read.words}`, 'See to the file.'));
  for (const [key, problem] of declared && whole ? problemsWithDeclared(declared, base) : []) wrong(key, problem);
  const manifest = findings.length === 0 ? whole : undefined;
  const layers = (declared?.layers ?? layersIn(value)).map((layer, index) =>
    seeLayer(layer, index, folder, root, lineOf, findings),
  );
  return {
    ...{ folder, lineOf, layers, findings },
    ...(manifest ? { manifest } : {}),
    ...(base ? { base } : {}),
    ...(declared ? { declared } : {}),
  };
}

/** A key with the names of what it leads through, where the file has them: `questions.method.when`, not `questions.0.when`. */
function spoken(key: string, value: unknown): string {
  let at = value;
  const names = key.split('.').map((step) => {
    at = (at as Record<string, unknown> | undefined)?.[step];
    const { name, value: chosen, path: folder } = (at ?? {}) as Record<string, unknown>;
    const [known] = /^\d+$/.test(step) ? [name, chosen, folder].filter((one) => typeof one === 'string' && one) : [];
    return known ?? step;
  });
  return names.join('.');
}

/** With what it extends; nothing where that cannot be had. */
function wholeOf(declared: Snapshot['declared'], base: Manifest | undefined): Manifest | undefined {
  if (!declared || !('extends' in declared)) return declared;
  return base && extend(base, declared);
}

/** What can be told of the layers of a manifest whose form is wrong: their files are looked at all the same. */
function layersIn(value: unknown): readonly Layer[] {
  const { layers } = (value ?? {}) as { readonly layers?: unknown };
  const paths = (Array.isArray(layers) ? layers : []).map((layer) => layer?.path);
  return paths.filter((one) => typeof one === 'string').map((one) => ({ path: one }));
}

function seeLayer(
  layer: Layer,
  index: number,
  folder: string,
  root: string,
  lineOf: ReadManifest['lineOf'],
  findings: Finding[],
): SeenLayer {
  const line = lineOf(`layers.${index}.path`);
  const wrong = (message: string, fix: string): number =>
    findings.push(error('layer', manifestName, line, `${layer.path} ${message}`, fix));
  const files: SeenFile[] = [];
  const place = realPlace(path.resolve(folder, layer.path));
  if (!place) wrong('does not exist', 'Make the folder, or take the layer out.');
  else if (!isInside(place, realPlace(root) ?? root)) wrong('lies outside of the template', 'Move the folder inside.');
  else if (look(place).is !== 'folder') wrong('is not a folder', 'A layer is a folder of files.');
  else {
    list(place, '', layer.path, files, findings);
    if (files.length === 0) wrong('holds no file', 'Put a file into it, or take the layer out.');
  }
  return { ...layer, index, level: 1, files };
}

function list(base: string, below: string, layer: string, files: SeenFile[], findings: Finding[]): void {
  const wrong = (stored: string, message: string, fix: string): number =>
    findings.push(error('unreadable-file', path.posix.join(layer, stored), 1, message, fix));
  const closed = (stored: string, problem: unknown): number =>
    wrong(stored, `it cannot be read: ${inWords(problem)}`, 'Check that it is there and readable to you.');
  let entries: Dirent[];
  try {
    entries = readdirSync(path.join(base, below), { withFileTypes: true });
  } catch (problem) {
    closed(below, problem);
    return;
  }
  for (const entry of entries) {
    const stored = below ? `${below}/${entry.name}` : entry.name;
    if (isLeftBehind(stored)) continue;
    // One too many says enough; the rest is not looked at.
    if (files.length > limits.files) return;
    if (files.length === limits.files)
      wrong(stored, `it is one of more than ${limits.files} files`, 'Leave out what projects do not need.');
    if (entry.isDirectory()) {
      list(base, stored, layer, files, findings);
    } else if (entry.isFile()) {
      try {
        files.push(see(base, stored, layer));
      } catch (problem) {
        closed(stored, problem);
      }
    } else {
      const kind = entry.isSymbolicLink() ? 'a link' : 'not a regular file';
      wrong(stored, `it is ${kind}`, 'Templates hold files and folders only.');
    }
  }
}

function see(base: string, stored: string, layer: string): SeenFile {
  const source = path.join(base, stored);
  const { size } = lstatSync(source);
  const part = partOf(stored);
  const text = size > limits.bytes / 5 ? undefined : textOf(readFileSync(source));
  return {
    file: path.posix.join(layer, stored),
    stored,
    path: part?.path ?? targetPath(stored),
    ...(part ? { part: part.part } : {}),
    source,
    bytes: size,
    ...(text === undefined ? {} : { text }),
    rendered: stored.endsWith('.hbs'),
  };
}
