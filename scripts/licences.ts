import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import fs from 'fs-extra';

/** The licence of every package that the bundle holds code of; those of one text stand above it together. */
export function licences(metafiles: readonly Metafile[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const held = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set(held.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const under = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = fs.readJsonSync(path.join(folder, 'package.json'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(path.join(folder, file), 'utf8').trim() : `Licensed under ${license}.`;
    under.set(text, [...(under.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...under].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}
