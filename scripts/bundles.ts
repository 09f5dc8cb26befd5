import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { withoutUnused } from './unused.ts';

/** What most runs do without, by the name of the file that each becomes: prompts, steps, and what checks custom templates. */
const seldom: Readonly<Record<string, string>> = {
  'src/plan/from-profile.ts': './from-profile.cjs',
  'src/template/load.ts': './template.cjs',
  'src/template/handlebars.ts': './handlebars.cjs',
  'src/sources/remote/fetch.ts': './remote.cjs',
  'src/ask/interview.ts': './interview.cjs',
  'src/completion/completion.ts': './completion.cjs',
  'src/commands/data.ts': './data.cjs',
  'src/commands/own/events.ts': './events.cjs',
  'src/commands/own/folder.ts': './folder.cjs',
  'src/commands/template-check.ts': './template-check.cjs',
  'src/commands/template-new.ts': './template-new.cjs',
  'src/commands/template-preview.ts': './template-preview.cjs',
  'src/commands/template-registry.ts': './template-registry.cjs',
  'src/system/child.ts': './child.cjs',
  'src/steps/steps.ts': './steps.cjs',
  'src/project/metrics.ts': './metrics.cjs',
  'plopfile.ts': './generators.cjs',
};

/**
 * Bundles the command into one file, since each file costs Node time to find and to load, and each seldom used part into
 * another, which takes what it shares with the command from there. All are CommonJS, which starts earlier than modules do.
 */
export async function bundleAll(root: string, builtin: Plugin): Promise<readonly Metafile[]> {
  const unused = withoutUnused();
  const plugins = [builtin, unused.plugin, defaults];
  const command = (held: Iterable<string>, write: boolean): Promise<Metafile> =>
    bundle({
      stdin: { contents: commandWith(held), resolveDir: root, sourcefile: 'command.js' },
      outfile: 'dist/command.cjs',
      plugins: [...plugins, apart(root)],
      write,
    });
  const ofCommand = new Set(Object.keys((await command([], false)).inputs));
  const shared = new Set<string>();
  const parts = await Promise.all(
    Object.entries(seldom).map(([file, name]) =>
      bundle({
        entryPoints: [file],
        outfile: path.join('dist', name),
        plugins: [...plugins, apart(root, file), fromCommand(root, ofCommand, shared)],
      }),
    ),
  );
  const last = await command(shared, true);
  // A stub that matches nothing hides that a package has changed, and that what it left out is in the bundle again.
  const [stale] = unused.unmatched();
  if (stale)
    throw new Error(`There is no import of ${stale} any more. See what took its place, and mend scripts/unused.ts.`);
  return [last, ...parts];
}

const commandWith = (held: Iterable<string>): string => `
export { main } from './src/cli.ts';
export const held = {${[...held].sort().map((file) => `${JSON.stringify(file)}: () => require('./${file}')`)}};
`;

const oldest = [20, 19] as const;

/** In the language of the oldest Node that anybody has: whatever comes after it, an old one cannot even read. */
const guard = `var need = [${oldest.join(', ')}], there = process.versions.node.split('.').map(Number);
if (there[0] < need[0] || (there[0] === need[0] && there[1] < need[1])) {
  process.stderr.write('Error: Node ' + need.join('.') + ' or newer is needed, and this is Node ' + process.versions.node + '.\\n');
  process.stderr.write('Install a newer one from https://nodejs.org, and run the same command again.\\n');
  process.exit(2);
}
`;

/** What is run: from the second time on, a Node that can keep compiled code (22.1 and later) starts faster. */
export const entry = `#!/usr/bin/env node
${guard}var modules = require('module');
if (modules.enableCompileCache) modules.enableCompileCache();
require('./command.cjs').main();
`;

/** Leaves what is seldom used to the files of its own. */
const apart = (root: string, itself?: string): Plugin => ({
  name: 'apart',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path: named, resolveDir }) => {
      const file = relative(root, resolveDir, named);
      const name = file === itself ? undefined : seldom[file];
      return name ? { path: name, external: true } : undefined;
    });
  },
});

/** Takes from the command what it has loaded already, so that no module is there twice. */
const fromCommand = (root: string, ofCommand: ReadonlySet<string>, shared: Set<string>): Plugin => ({
  name: 'from-command',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path: named, resolveDir }) => {
      const file = relative(root, resolveDir, named);
      return ofCommand.has(file) ? { path: file, namespace: 'command' } : undefined;
    });
    builder.onResolve({ filter: /^\.\/command\.cjs$/ }, ({ path }) => ({ path, external: true }));
    builder.onLoad({ filter: /.*/, namespace: 'command' }, ({ path }) => {
      shared.add(path);
      return { contents: `module.exports = require('./command.cjs').held[${JSON.stringify(path)}]();` };
    });
  },
});

/** Node's own module as it is: esbuild would copy it, member by member, for every file of ours that imports its default. */
const defaults: Plugin = {
  name: 'defaults',
  setup(builder) {
    builder.onResolve({ filter: /^node:path$/ }, ({ path, namespace, importer }) => {
      if (namespace === 'node') return { path, external: true };
      return importer.includes('node_modules') ? undefined : { path, namespace: 'node' };
    });
    builder.onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({
      contents: `export default require('${path}');`,
    }));
  },
};

const relative = (root: string, folder: string, named: string): string =>
  path.relative(root, path.resolve(folder, named)).replaceAll('\\', '/');

const moduleUrl = "const moduleUrl=require('node:url').pathToFileURL(__filename).href;";

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: `node${oldest.join('.')}`,
    minify: true,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'moduleUrl' },
    // plop's door is no command of ours: the guard is the first that it loads.
    banner: { js: `${options.outfile?.endsWith('generators.cjs') ? guard : ''}${moduleUrl}` },
    ...options,
    metafile: true,
  });
  return metafile;
}
