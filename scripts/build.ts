import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { builtinSources } from '../src/builtin.ts';
import { licences } from './licences.ts';
import { nodePlopForRunning } from './node-plop.ts';
import { prebuilt, prebuiltTemplates } from './prebuilt.ts';

/** Large packages that most runs do without: each is a file of its own, beside those that may load it. */
const apart = ['execa', 'handlebars'];

/** Bundles everything that runs at the user's into dist/, so that the package has no dependencies. */
export async function main(root: string): Promise<void> {
  process.chdir(root);
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist/templates', { recursive: true });
  const sources = await builtinSources(path.join(root, 'templates'));
  for (const [id, code] of await prebuilt(sources, path.join(root, 'templates')))
    writeFileSync(`dist/templates/${id}.cjs`, code);
  const metafiles = [
    await bundle(['src/cli.ts', 'plopfile.ts'], {
      plugins: [prebuiltTemplates(sources), nodePlopForRunning, elsewhere],
    }),
    await bundle(apart),
  ];
  // plop imports modules alone.
  writeFileSync('dist/plopfile.js', "import built from './plopfile.cjs';\n\nexport default built.default;\n");
  writeFileSync('dist/THIRD_PARTY_LICENSES.txt', licences(metafiles));
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
}

/** CommonJS, which starts a tenth of Node's own start-up earlier than modules do, and in one file, since each one costs. */
async function bundle(packages: readonly string[], more: BuildOptions = {}): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: packages.map((one) => ({ in: one, out: path.parse(one).name })),
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
    ...more,
    metafile: true,
  });
  return metafile;
}

const elsewhere: Plugin = {
  name: 'elsewhere',
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^(${apart.join('|')})$`) }, ({ path }) => ({
      path: `./${path}.cjs`,
      external: true,
    }));
  },
};
