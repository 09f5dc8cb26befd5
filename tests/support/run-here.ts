import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, onTestFinished } from 'vitest';
import type { Context } from '../../src/context.ts';
import { run } from '../../src/run.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** How a run ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given
  extends Partial<Pick<Context, 'cwd' | 'env' | 'colour' | 'signal' | 'templates' | 'interactive' | 'platform'>> {
  /** Gets what is printed to either stream, in its order. */
  readonly together?: string[];
  /** What comes on standard input. */
  readonly input?: string;
}

/**
 * One run of the command in this process, with streams in memory: no start of Node, no package to build, no terminal, and of the
 * environment only what is given. In a new empty folder, unless one is given.
 */
export async function runHere(argv: readonly string[], given: Given = {}): Promise<Ended> {
  const { input = '', cwd = workFolder(), env = {}, together = [], ...others } = given;
  const [stdout, stderr] = [inMemory(together), inMemory(together)];
  const code = await run(argv, {
    ...{ cwd, env, stdin: Readable.from([input]), stdout, stderr },
    ...{ interactive: false, live: false, colour: { stdout: false, stderr: false }, columns: 80 },
    ...{ platform: process.platform, node: process.version, year: '2026' },
    ...{ name: 'create-ml-portfolio', version: '1.2.3', templates: path.join(root, 'templates') },
    signal: new AbortController().signal,
    kill: (pid, signal) => void process.kill(pid, signal),
    ...others,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** The same with `--json`: its report. */
export async function reportHere(argv: readonly string[], given: Given = {}) {
  return JSON.parse((await runHere([...argv, '--json'], given)).stdout);
}

/** A row of a table: what is typed (as a list where a word has spaces), and how that ends. A text is the whole of a stream. */
export type Row = readonly [
  argv: string | readonly string[],
  code: number,
  stdout: string | RegExp,
  stderr: string | RegExp,
];

export const wordsOf = (argv: Row[0]): readonly string[] => (typeof argv === 'string' ? argv.split(' ') : argv);

/**
 * Expects a row to end as it says. What ends with 2, 3 or 4 leaves everything as it was. With `--json` the same holds, and
 * standard output is one line that fits the schema, with what else is said on standard error.
 */
export async function expectRow([argv, code, stdout, stderr]: Row, scene: (cwd: string) => Given = () => ({})) {
  const words = wordsOf(argv);
  const cwd = workFolder();
  const given = { cwd, ...scene(cwd) };
  const before = namesBelow(cwd);
  const ended = await runHere(words, given);
  expect(ended).toEqual({ code, stdout: matching(stdout), stderr: matching(stderr) });
  expect(ended.stderr).not.toMatch(unreadable);
  expect(`${ended.stderr}\n${words[0] === 'completion' ? '' : ended.stdout}`).not.toMatch(endedTwice);
  if (code >= 2) expect(namesBelow(cwd)).toEqual(before);
  if (words[0] === '__complete') return;

  const elsewhere = workFolder();
  const asJson = await runHere(['--json', ...words], { cwd: elsewhere, ...scene(elsewhere) });
  expect(asJson.stdout).toMatch(/^\{.*\}\n$/);
  const report = JSON.parse(asJson.stdout);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  expect({ code: asJson.code, ...report }).toMatchObject({ code, exitCode: code, ok: code === 0 });
  expect(asJson.stderr.replaceAll(elsewhere, cwd)).toBe(ended.stderr);
}

const matching = (text: string | RegExp): unknown => (typeof text === 'string' ? text : expect.stringMatching(text));

/** What would be a stack where none belongs, or would reach the terminal as an order. */
const unreadable = /\u001b/;

/** Of a path that ends in two dots, the first stands alone. */
const endedTwice = /([^\s./\\]\.|[!?…])\.(?=\s|$)/;

const isReport = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync(path.join(root, 'schemas', 'report.schema.json'), 'utf8')),
);

const namesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

/** In memory where there is such a disk. */
const quickDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A new folder with these files in it, removed after the test. */
export function workFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(quickDisk, 'run-here-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** Puts files below a folder; a path that ends in a slash is an empty folder. */
export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, text);
  }
}

function inMemory(together: string[]): Writable & { text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      chunks.push(String(chunk));
      together.push(String(chunk));
      // As a pipe may.
      setImmediate(done);
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}
