import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defaultPlans } from '../../tests/support/plans.ts';
import type { Part } from './results.ts';

/** The sizes of the published package's parts, from `dist/` and `templates/`. */
export async function measureParts(root: string): Promise<readonly Part[]> {
  const code = (name: string): number => compressed(path.join(root, 'dist', name));
  // What creating loads is held by tests/package/loaded.test.ts.
  const start = ['cli.cjs', 'command.cjs', 'templates/shared.cjs'];
  const plans = await defaultPlans();
  const others = readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.cjs') && !start.includes(name));
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0);
  return [
    ...plans.map(([id]): Part => {
      return { name: id, kind: 'create', bytes: sum([...start, `templates/${id}.cjs`].map(code)) };
    }),
    ...others.map((name): Part => ({ name: `\`${name}\``, kind: 'other', bytes: code(name) })),
    { name: 'shared', kind: 'shared', bytes: sum(filesBelow(path.join(root, 'templates', 'shared')).map(compressed)) },
    ...plans.map(([id, { files }]): Part => {
      const own = new Set(
        files.flatMap(({ from }) => from).filter((file) => isBelow(file, path.join(root, 'templates', id))),
      );
      return { name: id, kind: 'type', bytes: sum([...own].map(compressed)) };
    }),
  ];
}

const compressed = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

const isBelow = (file: string, folder: string): boolean => file.startsWith(folder + path.sep);

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/__pycache__|_cache/.test(entry.parentPath))
    .map((entry) => path.join(entry.parentPath, entry.name));
