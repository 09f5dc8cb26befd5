import { usage } from './errors.ts';
import type { Names } from './types.ts';
export function deriveNames(
  folder: string,
  overrides: { name?: string; package?: string },
  reservedImports: readonly string[],
): Names {
  const distribution =
    overrides.name ??
    folder
      .normalize('NFKD')
      .replace(/[^a-zA-Z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase();
  if (!distribution || reservedImports.includes(distribution)) throw usage('No name.', 'Use --name.');
  return { folder, distribution, package: overrides.package ?? distribution.replaceAll('-', '_') };
}
export const titleFrom = (folder: string): string => folder.replaceAll('-', ' ');
