import type { Context } from '../context.ts';
import type { ChildResult } from '../system/child.ts';
import type { Changes } from '../system/child-env.ts';
import { type Run, without } from './python-env.ts';

/**
 * Which of pip's settings say where packages come from and how the network is reached. The others, such as `user` and `target`,
 * say where they go or what is taken, which is the project's to say.
 */
const kept = new Set([
  ...['index-url', 'extra-index-url', 'no-index', 'find-links', 'prefer-binary', 'only-binary', 'no-binary'],
  ...['proxy', 'trusted-host', 'cert', 'client-cert', 'keyring-provider', 'use-feature', 'use-deprecated', 'no-input'],
  ...['timeout', 'default-timeout', 'retries', 'cache-dir', 'no-cache-dir'],
]);

const settingOf = (variable: string): string => variable.slice('PIP_'.length).toLowerCase().replaceAll('_', '-');
const variableOf = (setting: string): string => `PIP_${setting.toUpperCase().replaceAll('-', '_')}`;

const isPips = (variable: string): boolean => /^PIP_/i.test(variable);

/** The environment for a pip that installs into the project and nowhere else: of files and variables, what may stay. */
export async function pipEnv(
  python: string,
  { env, platform }: Pick<Context, 'env' | 'platform'>,
  run: Run,
): Promise<Changes> {
  const filesAlone = without(env, (name) => isPips(name) && settingOf(name) !== 'config-file');
  const listed = await run([python, '-m', 'pip', 'config', 'list'], filesAlone);
  const said = Object.entries(configured(listed)).filter(([setting]) => kept.has(setting));
  return {
    ...Object.fromEntries(said.map(([setting, value]) => [variableOf(setting), value])),
    // A variable goes before a file, as pip has it.
    ...Object.fromEntries(Object.entries(env).filter(([name, value]) => isPips(name) && value)),
    ...without(env, (name) => isPips(name) && !kept.has(settingOf(name))),
    PIP_CONFIG_FILE: platform === 'win32' ? 'nul' : '/dev/null',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
}

/** What `pip config list` says: `global.index-url='https://…'` a line, where those for `install` go before the others. */
export function configured({ stdout }: Pick<ChildResult, 'stdout'>): Record<string, string> {
  const lines = stdout.split(/\r?\n/).map((line) => /^(global|install)\.([a-z-]+)=(['"])(.*)\3$/.exec(line));
  const of = (wanted: string): [string, string][] =>
    lines.flatMap((line) => (line?.[1] === wanted ? [[line[2] ?? '', unescaped(line[4] ?? '')]] : []));
  return Object.fromEntries([...of('global'), ...of('install')]);
}

/** A text as Python's `repr` writes it. */
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
