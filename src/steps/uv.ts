import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import type { Changes } from '../system/child-env.ts';
import { type Run, without } from './python-env.ts';

/**
 * Which of uv's settings say where packages come from and how the network is reached. The others say where they go, which
 * Python they are for, or what is taken, which is the project's to say.
 */
const kept = [
  ...['index', 'index-url', 'default-index', 'extra-index-url', 'no-index', 'find-links', 'index-strategy'],
  ...['keyring-provider', 'allow-insecure-host', 'insecure-host', 'native-tls', 'system-certs', 'torch-backend'],
  ...[
    'http-timeout',
    'http-connect-timeout',
    'http-retries',
    'request-timeout',
    'http-proxy',
    'https-proxy',
    'no-proxy',
  ],
  ...['offline', 'cache-dir', 'no-cache', 'link-mode', 'credentials-dir', 'ssl-cert-file'],
  ...['concurrent-downloads', 'concurrent-builds', 'concurrent-installs'],
];

const keptVariables = new Set(kept.map((setting) => `UV_${setting.toUpperCase().replaceAll('-', '_')}`));
const isKept = (name: string): boolean =>
  keptVariables.has(name.toUpperCase()) || /^UV_INDEX_.+_(USERNAME|PASSWORD)$/i.test(name);

/** Takes out what uv would obey and what is about neither where packages come from nor how the network is reached. */
export const uvEnv = (env: Context['env']): Changes => without(env, (name) => /^UV_/i.test(name) && !isKept(name));

/** The files in which uv looks for a user's settings, those of the machine first. */
function settingsFiles({ env, platform }: Pick<Context, 'env' | 'platform'>): readonly string[] {
  if (env.UV_CONFIG_FILE) return [env.UV_CONFIG_FILE];
  const home = env.HOME ?? '';
  const folders =
    platform === 'win32' ? [env.PROGRAMDATA, env.APPDATA] : ['/etc', env.XDG_CONFIG_HOME || path.join(home, '.config')];
  return folders.filter(Boolean).map((folder) => path.join(folder ?? '', 'uv', 'uv.toml'));
}

/** Python 3.11 reads TOML, and Node does not. */
const reader = `
import json, sys, tomllib
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        print(json.dumps(tomllib.load(file), default=str))
`;

/** A file with what may stay of the user's settings, for `--config-file`; empty where there are none. */
export async function uvSettings(
  python: string,
  context: Pick<Context, 'env' | 'platform'>,
  run: Run,
): Promise<string> {
  const files = settingsFiles(context).filter((file) => existsSync(file));
  if (files.length === 0) return '';
  const { stdout } = await run([python, '-c', reader, ...files]);
  const read = stdout
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Settings);
  const merged = Object.assign({}, ...read, ...read.map(({ pip }) => pip ?? {}));
  return kept.flatMap((key) => (key in merged ? [`${key} = ${toml(merged[key])}\n`] : [])).join('');
}

type Settings = Readonly<Record<string, unknown>> & { readonly pip?: Readonly<Record<string, unknown>> };

/** A value in TOML: JSON's, but for the tables. */
function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)} = ${toml(one)}`)
    .join(', ')} }`;
}
