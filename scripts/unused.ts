import type { Plugin } from 'esbuild';

/**
 * What packages import for what we never do with them. node-plop: prompts (ours are our own, and where plop itself asks, plop
 * has brought them along), built-in actions, rendering of strings: most of its bundle and of its start-up. Handlebars: maps of
 * its output, without which it carries on.
 */
const unused: readonly (readonly [importer: RegExp, imported: RegExp])[] = [
  [
    /[\\/]node-plop[\\/]/,
    /^(inquirer|handlebars|dlv|resolve|\.\/(baked-in-helpers|prompt-bypass|actions\/index)\.js)$/,
  ],
  [/[\\/]handlebars[\\/]/, /^source-map$/],
];

/** Leaves that out of the bundle. */
export const withoutUnused: Plugin = {
  name: 'without-unused',
  setup(builder) {
    for (const [importing, filter] of unused)
      builder.onResolve({ filter }, ({ path, importer }) =>
        importing.test(importer) ? { path, namespace: 'unused' } : undefined,
      );
    builder.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};
