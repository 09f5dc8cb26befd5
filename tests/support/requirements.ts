import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'smol-toml';
import { findPython } from './python.ts';

/** The versions that `constraints.txt` names, or the newest or the lowest that the project takes. */
export type Versions = 'tested' | 'newest' | 'lowest';

const resolved = new Map<string, readonly string[]>();

/**
 * What installing a project for development brings, every package with its version, as pip would choose it today. So an
 * environment that is kept by its content is made anew when something newer comes out, and by then alone.
 */
export function requirementsOf(project: string, versions: Versions): readonly string[] {
  const manifest = parse(readFileSync(path.join(project, 'pyproject.toml'), 'utf8')) as {
    project: { dependencies?: string[]; 'optional-dependencies'?: { dev?: string[] } };
  };
  const wanted = [
    ...(manifest.project.dependencies ?? []),
    ...(manifest.project['optional-dependencies']?.dev ?? []),
  ].sort();
  const tested = readFileSync(path.join(project, 'constraints.txt'), 'utf8').split('\n');
  // The newest torch is gigabytes, and where it comes from is the project's own choice.
  const held = tested.filter((line) => /^[\w-]+==/.test(line) && (versions === 'tested' || /^torch/.test(line)));
  if (versions === 'lowest') held.push(...wanted.filter((line) => !/^torch/.test(line)).map(lowest));
  const key = [...wanted, '', ...held].join('\n');
  const known = resolved.get(key) ?? resolve(wanted, held);
  resolved.set(key, known);
  return known;
}

/** `numpy==2.1` of `numpy>=2.1,<3`. */
const lowest = (requirement: string): string => requirement.replace(/>=([\w.]+).*$/, '==$1');

function resolve(wanted: readonly string[], held: readonly string[]): readonly string[] {
  const found = findPython();
  if ('missing' in found) throw new Error(found.missing);
  const folder = mkdtempSync(path.join(tmpdir(), 'resolve-'));
  const constraints = path.join(folder, 'constraints.txt');
  writeFileSync(constraints, held.join('\n'));
  const words = ['-m', 'pip', 'install', '--dry-run', '--ignore-installed', '--quiet', '--disable-pip-version-check'];
  const report = execFileSync(found.program, [...words, '--report', '-', '--constraint', constraints, ...wanted], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: 'pipe',
  });
  rmSync(folder, { recursive: true });
  const { install } = JSON.parse(report) as { install: { metadata: { name: string; version: string } }[] };
  return install.map(({ metadata }) => `${metadata.name}==${metadata.version}`).sort();
}
