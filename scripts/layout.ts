import path from 'node:path';
import fs from 'fs-extra';
import { heldBy } from '../src/apply/write.ts';
import { builtinSources } from '../src/sources/builtin.ts';
import { layouts } from './layouts.ts';

/** Lays every built-in template out as working projects under `.layouts/`, files as links, so that an edit lands in the template. */
export async function main(root: string): Promise<void> {
  const out = path.join(root, '.layouts');
  await fs.remove(out);
  for (const source of await builtinSources(path.join(root, 'templates'))) {
    for (const { name, plan } of layouts(await source.load(), path.join(out, source.source))) {
      for (const file of plan.files) {
        const target = path.join(plan.target, file.path);
        await fs.ensureDir(path.dirname(target));
        if ('source' in file.content)
          await fs.symlink(path.relative(path.dirname(target), file.content.source), target);
        else await fs.writeFile(target, heldBy(file.content));
      }
      console.log(`.layouts/${source.source}/${name}: ${plan.files.length} files`);
    }
  }
}
