import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, transform } from 'esbuild';
import { precompile } from '../src/template/handlebars.ts';
import { vocabularyOf } from '../src/template/vocabulary.ts';
import type { LayerFile, LoadedLayer, Manifest, Source, Template } from '../src/types.ts';

/** The manifests of our templates in place of `src/sources/builtin.ts`, and what else is known of each in a file of its own. */
export const prebuiltTemplates = (sources: readonly Source[]): Plugin => ({
  name: 'prebuilt-templates',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]sources[\\/]builtin\.ts$/ }, ({ path: file }) => ({
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
    load: async () => {
      const [{ prebuiltTemplate }, own, shared] = await Promise.all([import('./prebuilt.ts'), built(), import('./templates/shared.cjs')]);
      return prebuiltTemplate(manifest, own.default, shared.default, root);
    },
  }));
`;

/**
 * Everything that loading a template from its folder finds out, as the source code of a module for each template, and of
 * one for the layers below `shared/`, which several of them have.
 */
export async function prebuilt(
  sources: readonly Source[],
  folder: string,
): Promise<readonly (readonly [name: string, code: string])[]> {
  const templates = await Promise.all(sources.map((source) => source.load()));
  const layers = templates.flatMap(({ manifest, layers }) => layers.map((layer) => [manifest, layer] as const));
  const shared = new Map(
    layers.flatMap(([manifest, layer]) => {
      const name = sharedName(layer, folder);
      return name === undefined ? [] : [[name, filesAsCode(layer, manifest, folder)] as const];
    }),
  );
  const ofShared = [...shared].map(([name, files]) => `${JSON.stringify(name)}: ${files}`);
  const modules = [
    ['shared', `{ ${ofShared} }`] as const,
    ...templates.map((template) => [template.manifest.id, templateAsCode(template, folder)] as const),
  ];
  return Promise.all(
    modules.map(async ([name, code]) => {
      const options = { minify: true, target: 'node20.19' };
      return [name, (await transform(`module.exports = ${code};`, options)).code] as const;
    }),
  );
}

/** The folder below `shared/` that a layer lies in, if it does. */
function sharedName({ files, path: stored }: LoadedLayer, folder: string): string | undefined {
  const name = path.posix.basename(stored);
  const place = path.join(folder, 'shared', name) + path.sep;
  return files.length > 0 && files.every(({ source }) => source.startsWith(place)) ? name : undefined;
}

function templateAsCode({ manifest, layers, digest }: Template, folder: string): string {
  const built = layers.map((layer) => {
    const name = sharedName(layer, folder);
    const files = name === undefined ? filesAsCode(layer, manifest, folder) : JSON.stringify(name);
    return `{ level: ${layer.level}, files: ${files} }`;
  });
  return `{ digest: ${JSON.stringify(digest)}, layers: [${built}] }`;
}

const filesAsCode = ({ files }: LoadedLayer, manifest: Manifest, folder: string): string =>
  `[${files.map((file) => fileAsCode(file, manifest, folder))}]`;

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
