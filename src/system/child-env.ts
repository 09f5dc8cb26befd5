import type { Context } from '../context.ts';

/** Variables on top of ours; what is undefined is taken out. */
export type Changes = Readonly<Record<string, string | undefined>>;

/**
 * What makes git take another repository for the one where it runs: `git rev-parse --local-env-vars`, without the settings
 * that a user gives in variables. All of it is set where a hook has started us.
 */
const redirecting = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_IMPLICIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE'],
  ...['GIT_NAMESPACE', 'GIT_QUARANTINE_PATH', 'GIT_REPLACE_REF_BASE', 'GIT_NO_REPLACE_OBJECTS', 'GIT_ATTR_SOURCE'],
  ...['GIT_INTERNAL_SUPER_PREFIX', 'GIT_CONFIG'],
];

/** The environment of what we start: git itself, and what may ask git in turn. */
export function childEnv(env: Context['env'], changes: Changes = {}): Record<string, string> {
  const all = { ...env, ...Object.fromEntries(redirecting.map((name) => [name, undefined])), ...changes };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
