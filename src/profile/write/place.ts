import { forbiddenByWindows } from '../../text/windows.ts';
import type { Profile } from '../profile.ts';

/** The last segment of the file's path. */
export const lastOf = ({ file }: Pick<Profile, 'file'>): string => file.path.split(/[/\\]/).at(-1) ?? file.path;

/** What the data is called: the file's name without its endings. */
export const nameOf = (profile: Pick<Profile, 'file'>): string => lastOf(profile).replace(/(\.\w{1,7}){1,2}$/, '');

/** Where the project has the file: under its own name, or the nearest that every system can have. */
export function fileOf(profile: Pick<Profile, 'file'>): string {
  const name = lastOf(profile)
    .replace(/[<>:"|?*\p{Cc}]/gu, '_')
    .replace(/[. ]+$/, '');
  return `data/raw/${name === '' || forbiddenByWindows(name) ? `data-${name}` : name}`;
}

/** Above this a repository is no place for a file. */
const mostBytes = 25e6;

/** Whether git passes the file over: it holds what people may not want to show, or is too large. */
export const isIgnored = ({ file, personal }: Profile): boolean => personal.length > 0 || file.bytes > mostBytes;
