import type { Plugin } from 'esbuild';

/**
 * What packages import for what we never do with them. node-plop: prompts (ours are our own, and where plop itself asks, plop
 * has brought them along), built-in actions, rendering of strings: most of its bundle and of its start-up. Handlebars: maps of
 * its output, without which it carries on.
 */
const stubs: Readonly<Record<string, readonly string[]>> = {
  'node-plop': [
    ...['inquirer', 'handlebars', 'dlv', 'resolve'],
    ...['./baked-in-helpers.js', './prompt-bypass.js', './actions/index.js'],
  ],
  handlebars: ['source-map'],
};

/** Leaves that out of the bundles, and knows which of it no bundle imports any more. */
export function withoutUnused(): { readonly plugin: Plugin; readonly unmatched: () => readonly string[] } {
  const missing = new Set(Object.entries(stubs).flatMap(([from, names]) => names.map((name) => `${name} in ${from}`)));
  const plugin: Plugin = {
    name: 'without-unused',
    setup(builder) {
      for (const [from, names] of Object.entries(stubs))
        builder.onResolve({ filter: /./ }, ({ path, importer }) => {
          if (!names.includes(path) || !importer.replaceAll('\\', '/').includes(`/${from}/`)) return undefined;
          missing.delete(`${path} in ${from}`);
          return { path, namespace: 'unused' };
        });
      builder.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
  return { plugin, unmatched: () => [...missing] };
}
