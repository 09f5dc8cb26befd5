import type { Plugin } from 'esbuild';

/**
 * What node-plop imports for what our generators do not use: prompts (ours are our own, and where plop itself asks, plop has
 * brought them along), built-in actions, and rendering of strings. It is most of its bundle and of its start-up.
 */
const unused =
  /^(inquirer|handlebars|dlv|resolve|\.\/baked-in-helpers\.js|\.\/prompt-bypass\.js|\.\/actions\/index\.js)$/;

/** Registering generators and running their actions is what stays of node-plop. */
export const nodePlopForRunning: Plugin = {
  name: 'node-plop-for-running',
  setup(builder) {
    builder.onResolve({ filter: unused }, ({ path, importer }) =>
      /[\\/]node-plop[\\/]/.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'export default {};' }));
  },
};
