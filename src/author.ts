import { execFile } from 'node:child_process';

/** The name that git would put on a commit, or nothing. Not through execa: this look-up is all that most runs would load it for. */
export const gitAuthor = (cwd: string, signal?: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const options = { cwd, windowsHide: true, ...(signal ? { signal } : {}) };
    execFile('git', ['config', '--get', 'user.name'], options, (error, stdout) =>
      resolve(error ? '' : stdout.replace(/\p{Cc}+/gu, ' ').trim()),
    );
  });
