import { expect, test } from 'vitest';
import { cacheHome, configHome } from '../../src/system/homes.ts';

const name = 'create-ml-portfolio';

test.each<[string, Record<string, string>, config: string | undefined, cache: string | undefined]>([
  ['linux', { HOME: '/h' }, `/h/.config/${name}`, `/h/.cache/${name}`],
  ['linux', { HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: '/k' }, `/c/${name}`, `/k/${name}`],
  // A relative path is to be passed over, and an empty one is as none.
  ['linux', { HOME: '/h', XDG_CONFIG_HOME: 'c', XDG_CACHE_HOME: '' }, `/h/.config/${name}`, `/h/.cache/${name}`],
  ['linux', {}, undefined, undefined],
  ['darwin', { HOME: '/h' }, `/h/Library/Application Support/${name}`, `/h/Library/Caches/${name}`],
  ['darwin', { HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: '/k' }, `/c/${name}`, `/k/${name}`],
  ['win32', { APPDATA: 'C:\\a', LOCALAPPDATA: 'C:\\l' }, `C:\\a\\${name}`, `C:\\l\\${name}`],
  ['win32', { HOME: '/h' }, undefined, undefined],
])('on %s with %j', (platform, env, config, cache) => {
  expect([configHome(env, platform), cacheHome(env, platform)]).toEqual([config, cache]);
});
