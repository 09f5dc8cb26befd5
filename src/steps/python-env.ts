import type { Context } from '../context.ts';
import type { ChildResult } from '../system/child.ts';
import type { Changes } from '../system/child-env.ts';

/** Runs one command in the project's folder. */
export type Run = (words: readonly string[], env?: Changes) => Promise<ChildResult>;

/** Of Python's variables, those that change neither what it imports nor how it treats what goes wrong. */
const kept = /^PYTHON(UTF8|IOENCODING|HASHSEED|PYCACHEPREFIX|DONTWRITEBYTECODE|FAULTHANDLER|MALLOC)$/i;

/** What belongs to another environment that is active where we run. */
const active = ['VIRTUAL_ENV', 'VIRTUAL_ENV_PROMPT', 'CONDA_PREFIX', 'CONDA_DEFAULT_ENV', '__PYVENV_LAUNCHER__'];

/** Takes variables out, by their names. */
export const without = (env: Context['env'], isOut: (name: string) => boolean): Changes =>
  Object.fromEntries(Object.keys(env).flatMap((name) => (isOut(name) ? [[name, undefined]] : [])));

/** What a Python of ours is not to see, such as the PYTHONHOME and PYTHONPATH of another program. */
export const pythonEnv = (env: Context['env']): Changes => ({
  ...without(env, (name) => (/^PYTHON/i.test(name) && !kept.test(name)) || active.includes(name)),
  PYTHONUNBUFFERED: '1',
});
