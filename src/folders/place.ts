import { forbiddenByWindows } from '../text/windows.ts';

/** What a folder is called: the last segment of its path. */
export function nameOf(path: string): string {
  const segments = path.split(/[/\\]/).filter((one) => one !== '' && one !== '.' && one !== '..');
  return segments.at(-1) ?? 'data';
}

/** Whether every system can have all these paths side by side. */
export function portable(paths: readonly string[]): boolean {
  const folded = new Set(paths.map((path) => path.normalize('NFC').toLowerCase()));
  const isFine = (path: string): boolean =>
    !/\p{Cc}/u.test(path) && path.split('/').every((name) => forbiddenByWindows(name) === undefined);
  return folded.size === paths.length && paths.every(isFine);
}

/** Above these a repository is no place for a file, and a project none for a copy. */
export const most = { committed: 25e6, copied: 100e6, files: 5_000 } as const;

/** Whether the files are copied into the project, or stay where they are. */
export const isCopied = (paths: readonly string[], bytes: number): boolean =>
  bytes <= most.copied && paths.length <= most.files && portable(paths);

/** Whether git passes the files over: they hold what people may not want to show, or are too much. */
export const isIgnored = (personal: readonly string[], bytes: number, copied: boolean): boolean =>
  personal.length > 0 || bytes > most.committed || !copied;
