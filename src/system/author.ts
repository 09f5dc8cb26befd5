import type { Context } from '../context.ts';
import { childEnv } from './child-env.ts';
import { findProgram } from './program.ts';

/** The name that git would put on a commit, or nothing. Not through execa: this look-up is all that most runs would load it for. */
export async function gitAuthor(
  { cwd, env, platform }: Pick<Context, 'cwd' | 'env' | 'platform'>,
  signal?: AbortSignal,
): Promise<string> {
  const git = findProgram('git', undefined, { env, platform });
  if (!git) return '';
  const { execFile } = await import('node:child_process');
  const options = { cwd, env: childEnv(env), windowsHide: true, ...(signal ? { signal } : {}) };
  return new Promise((resolve) => {
    execFile(git, ['config', '--get', 'user.name'], options, (error, stdout) =>
      resolve(error ? '' : stdout.replace(/\p{Cc}+/gu, ' ').trim()),
    );
  });
}
