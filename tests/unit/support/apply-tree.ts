import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { heldBy } from '../../../src/apply/write.ts';
import type { Content, Copy, FileOp } from '../../../src/types.ts';

/** A folder of this test's own, removed after it. */
export function workFolder(base = tmpdir()): string {
  const folder = mkdtempSync(path.join(base, 'apply-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same in memory where there is such a disk: for what is done hundreds of times over. */
export const quickFolder = (): string => workFolder(inMemory);

const inMemory = ['/dev/shm', tmpdir()].find(isWritable);

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Puts files below a folder; a path that ends in a slash is an empty folder. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, content);
  }
}

/** What a plan writes. Text stands for a rendered file. */
export const op = (path: string, content: string | Content, more: Partial<FileOp> = {}): FileOp => ({
  path,
  content: typeof content === 'string' ? { text: content } : content,
  bytes: typeof content === 'string' ? Buffer.byteLength(content) : 0,
  executable: false,
  from: [],
  ...more,
});

/** The copy of a file as it stands now. */
export const copyOf = (source: string, replace: Copy['replace'] = []): Copy => {
  const held = existsSync(source) && lstatSync(source).isFile() ? readFileSync(source) : '';
  return { source, sha256: createHash('sha256').update(held).digest('hex'), replace };
};

/** A plan with a file of every sort: nested, empty, executable, record. */
export const someFiles = (mark = 'x'): readonly FileOp[] => [
  op('.ml-portfolio.json', `{"mark":"${mark}"}`),
  op('README.md', `# ${mark}\n`),
  op('data/deep/er/table.csv', `a,b\n1,${mark}\n`),
  op('data/empty', ''),
  op('scripts/run.sh', `echo ${mark}\n`, { executable: true }),
  op('src/pkg/__init__.py', ''),
  op('src/pkg/main.py', `print("${mark}")\n`),
];

/** Everything below a folder, to compare before with after: kind, permissions and content; `identity` adds inode and time. */
export function treeOf(folder: string, { identity = false } = {}): Record<string, string> {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return {};
  if (!found.isDirectory()) return { '.': describe(folder, identity) };
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(['.', ...names].map((name) => [name, describe(path.join(folder, name), identity)]));
}

function describe(file: string, identity: boolean): string {
  const found = lstatSync(file);
  const sha = (): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  const kind = found.isDirectory()
    ? 'folder'
    : found.isSymbolicLink()
      ? `link to ${readlinkSync(file)}`
      : found.isFile()
        ? `file ${sha()}`
        : 'special';
  const which = identity ? ` ${found.ino}${found.isDirectory() ? '' : ` ${found.mtimeMs}`}` : '';
  return `${kind} ${(found.mode & 0o777).toString(8)}${which}`;
}

/** The tree that a plan of rendered files gives, worked out without the writer. */
export function treeOfPlan(files: readonly FileOp[]): Record<string, string> {
  const work = mkdtempSync(path.join(tmpdir(), 'apply-oracle-'));
  const folder = path.join(work, 'tree');
  try {
    mkdirSync(folder);
    for (const { path: name, content, executable } of files) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      const held = 'source' in content ? readFileSync(content.source) : heldBy(content);
      writeFileSync(file, held, { mode: executable ? 0o755 : 0o644 });
    }
    return treeOf(folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Names of staging folders anywhere below. */
export const stagingBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ml-portfolio-staging-[^/]*$/.test(name),
  );
