import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';
import { builtinSources } from '../src/sources/builtin.ts';
import { extension, standalone } from '../src/template/manifest-schema.ts';
import { bundleAll, entry } from './bundles.ts';
import { pruneDeclarations } from './declarations.ts';
import { licences } from './licences.ts';
import { prebuilt, prebuiltTemplates } from './prebuilt.ts';
import { converted } from './schema.ts';
import { declarations } from './schema-types.ts';

/** Makes dist/: everything that runs at the user's, so that the package has no dependencies. */
export async function main(root: string): Promise<void> {
  process.chdir(root);
  fs.emptyDirSync('dist');
  fs.ensureDirSync('dist/templates');
  const sources = await builtinSources(path.join(root, 'templates'));
  for (const [id, code] of await prebuilt(sources, path.join(root, 'templates')))
    writeFileSync(`dist/templates/${id}.cjs`, code);
  const metafiles = await bundleAll(root, prebuiltTemplates(sources));
  writeFileSync('dist/cli.cjs', entry);
  chmodSync('dist/cli.cjs', 0o755);
  // plop imports modules alone.
  writeFileSync(
    'dist/plopfile.js',
    "import generators from './generators.cjs';\n\nexport default generators.default;\nexport const { register, defineTemplate } = generators;\n",
  );
  writeFileSync('dist/THIRD_PARTY_LICENSES.txt', licences(metafiles));
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  const forms = { Standalone: converted(standalone), Extension: converted(extension) };
  writeFileSync('dist/types/src/template/manifest-schema.d.ts', declarations(forms));
  pruneDeclarations('dist/types', 'plopfile.d.ts');
}
