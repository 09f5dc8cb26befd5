import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly name: string }[];
}

export interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** `name@version` of every package whose licence the bundle ships: those that it holds code of. */
export function bundled(licences: string): readonly string[] {
  return [...licences.matchAll(/^(\S+) (\d\S*) \(.+\)$/gm)].map(([, name, version]) => `${name}@${version}`);
}

/**
 * What npm knows of the whole lock file, cut down to what is in the published package. npm's own choice would be wrong
 * either way: the package declares no dependencies, so without the ones for development nothing is left, and with them
 * there is a compiler and a test runner in it that no user gets.
 */
export function bundleBom(all: Bom, packages: readonly string[], name: string): Bom {
  const missing = packages.filter((one) => !all.components.some((component) => component['bom-ref'] === one));
  if (missing.length > 0) throw new Error(`npm's bill of materials does not have ${missing.join(', ')}.`);
  const root = all.metadata.component;
  const components = all.components
    .filter((component) => packages.includes(component['bom-ref']))
    .map(({ properties = [], ...component }) => ({
      ...component,
      // It is a dependency for development only until it is bundled.
      properties: properties.filter((property) => property.name !== 'cdx:npm:package:development'),
    }));
  const dependencies = all.dependencies
    .filter(({ ref }) => packages.includes(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => packages.includes(one)) }));
  return {
    ...all,
    // npm takes the folder's name here.
    metadata: { ...all.metadata, component: { ...root, name } },
    components,
    dependencies: [{ ref: root['bom-ref'], dependsOn: packages }, ...dependencies],
  };
}

/** Prints the bill of materials of the built package, as CycloneDX: npm run sbom */
export function main(root: string): void {
  const all = execFileSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  const licences = readFileSync(path.join(root, 'dist', 'THIRD_PARTY_LICENSES.txt'), 'utf8');
  const { name } = fs.readJsonSync(path.join(root, 'package.json'));
  console.log(JSON.stringify(bundleBom(JSON.parse(all), bundled(licences), name), null, 2));
}
