/** The name that git would put on a commit, or nothing. Not through execa: this look-up is all that most runs would load it for. */
export async function gitAuthor(cwd: string, signal?: AbortSignal): Promise<string> {
  const { execFile } = await import('node:child_process');
  const options = { cwd, windowsHide: true, ...(signal ? { signal } : {}) };
  return new Promise((resolve) => {
    execFile('git', ['config', '--get', 'user.name'], options, (error, stdout) =>
      resolve(error ? '' : stdout.replace(/\p{Cc}+/gu, ' ').trim()),
    );
  });
}
