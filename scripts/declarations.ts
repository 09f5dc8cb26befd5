import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Removes every declaration that the entry does not lead to: TypeScript writes one for each file that it has read. */
export function pruneDeclarations(folder: string, entry: string): void {
  const needed = new Set<string>();
  const follow = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    for (const [, named = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.ts'/g))
      follow(path.resolve(path.dirname(file), `${named}.d.ts`));
  };
  follow(path.resolve(folder, entry));
  for (const one of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.resolve(one.parentPath, one.name);
    if (one.isFile() && !needed.has(file)) rmSync(file);
  }
}
