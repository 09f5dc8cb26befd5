import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Dialect } from '../../src/profile/profile.ts';
import { findPython } from './python.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A file as the generated project reads it. */
export type Told =
  | { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly error: string };

/** Reads files with the reader of the projects, which needs no more than Python's own library. */
export function readInPython(
  folder: string,
  files: readonly { readonly bytes: Uint8Array; readonly dialect: Dialect }[],
): readonly Told[] {
  const found = findPython();
  if ('missing' in found) throw new Error(found.missing);
  const reporting = path.join(folder, 'portfolio_project', 'reporting');
  mkdirSync(reporting, { recursive: true });
  for (const [layer, name] of [
    ['base', '__init__.py'],
    ['base', 'project.py'],
    ['dialect', 'reading.py'],
  ] as const)
    cpSync(
      path.join(root, 'templates', 'shared', layer, 'src', 'portfolio_project', 'reporting', name),
      path.join(reporting, name),
    );
  writeFileSync(path.join(folder, 'portfolio_project', '__init__.py'), '');
  const asked = files.map(({ bytes, dialect }, i) => {
    const file = path.join(folder, `${i}.data`);
    writeFileSync(file, dialect.compression === 'gzip' ? gzipSync(bytes) : bytes);
    return [file, dialect];
  });
  const list = path.join(folder, 'cases.json');
  writeFileSync(list, JSON.stringify(asked));
  const told = execFileSync(found.program, [path.join(root, 'tests', 'support', 'read_cases.py'), folder, list], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return JSON.parse(told);
}
