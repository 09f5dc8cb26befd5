import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, transform } from 'esbuild';
import { precompile } from '../src/handlebars.ts';
import { vocabularyOf } from '../src/plan.ts';
import type { LayerFile, Manifest, Source } from '../src/types.ts';

/** The manifests of our templates in place of `src/builtin.ts`, and what else is known of each in a file of its own. */
export const prebuiltTemplates = (sources: readonly Source[]): Plugin => ({
  name: 'prebuilt-templates',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]builtin\.ts$/ }, ({ path: file }) => ({
      contents: catalogue(sources),
      resolveDir: path.dirname(file),
    }));
    builder.onResolve({ filter: /^\.\/templates\// }, ({ path }) => ({ path, external: true }));
  },
});

const catalogue = (sources: readonly Source[]): string => `
const templates = [${sources.map(({ manifest }) => `[${JSON.stringify(manifest)}, () => import('./templates/${manifest.id}.cjs')]`)}];
export const builtinSources = async (root) =>
  templates.map(([manifest, built]) => ({
    source: manifest.id,
    manifest,
    load: async () => (await import('./prebuilt.ts')).prebuiltTemplate(manifest, (await built()).default, root),
  }));
`;

/** Everything that loading a template from its folder finds out, as the source code of a module. */
export const prebuilt = (sources: readonly Source[], folder: string): Promise<readonly (readonly [string, string])[]> =>
  Promise.all(
    sources.map(async (source) => {
      const { manifest, layers, digest } = await source.load();
      const built = layers.map(({ files }) => `[${files.map((file) => fileAsCode(file, manifest, folder))}]`);
      const code = `module.exports = { digest: ${JSON.stringify(digest)}, layers: [${built}] };`;
      return [manifest.id, (await transform(code, { minify: true, target: 'node20.19' })).code] as const;
    }),
  );

function fileAsCode(
  { source, render, text: _, raw: __, ...file }: LayerFile,
  manifest: Manifest,
  folder: string,
): string {
  const stored = path.relative(folder, source).replaceAll('\\', '/');
  const data = JSON.stringify({ stored, ...file });
  if (!render) return data;
  return `{...${data}, compiled: ${precompile(readFileSync(source, 'utf8'), stored, vocabularyOf(manifest))}}`;
}
