// Runs a script of this folder that is written in TypeScript, which the oldest Node that we support cannot: node scripts/ts.mjs layout
import { mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name, ...words] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}.cache/scripts/${name}.mjs`;
mkdirSync(`${root}.cache/scripts`, { recursive: true });
await build({
  entryPoints: [`${root}scripts/${name}.ts`],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile));
await main(root, words);
