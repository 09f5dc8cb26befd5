import path from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Which folder of the user's something belongs in, as each platform has it; undefined where nothing says so. */
type Home = (env: Env, platform: string) => string | undefined;

const folder = (platform: string, root: string | undefined, ...below: readonly string[]): string | undefined => {
  const { isAbsolute, join } = platform === 'win32' ? path.win32 : path.posix;
  // The specification of XDG: a path that is not absolute is to be passed over.
  return root && isAbsolute(root) ? join(root, ...below, 'create-ml-portfolio') : undefined;
};

/** Where settings are kept: XDG, `Library/Application Support`, or roaming application data. */
export const configHome: Home = (env, platform) => {
  const { XDG_CONFIG_HOME, HOME, APPDATA } = env;
  if (platform === 'win32') return folder(platform, APPDATA);
  const own = folder(platform, XDG_CONFIG_HOME);
  if (own) return own;
  return platform === 'darwin'
    ? folder(platform, HOME, 'Library', 'Application Support')
    : folder(platform, HOME, '.config');
};

/** Where anything may be deleted at any time: XDG, `Library/Caches`, or local application data. */
export const cacheHome: Home = (env, platform) => {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = env;
  if (platform === 'win32') return folder(platform, LOCALAPPDATA);
  const own = folder(platform, XDG_CACHE_HOME);
  if (own) return own;
  return platform === 'darwin' ? folder(platform, HOME, 'Library', 'Caches') : folder(platform, HOME, '.cache');
};
