import { usage } from '../errors.ts';

/** What a shell puts the user's home in place of, at the start of a path. */
const home = /^(?:~|\$HOME|\$\{HOME\}|\$env:(?:HOME|USERPROFILE)|%USERPROFILE%)(?=[/\\]|$)/i;

/** What else a shell would not leave as it is: `~ada`, `$WORK`, `%TEMP%`. */
const forShells = /^(?:~|\$\{?[A-Za-z_]|%\w+%)/;

/**
 * A path that no shell has read, since it was typed at a prompt, stood in quotes or after `--template=`: it means what a
 * shell would have made of it.
 */
export function placeNamed(
  typed: string,
  { env, platform }: { platform: string; env: Readonly<Record<string, string | undefined>> },
): string {
  const own = env.HOME || (platform === 'win32' ? env.USERPROFILE : undefined);
  const place = own ? typed.replace(home, () => own) : typed;
  checkPlace(place);
  return place;
}

/** Refuses a path that means something else to shells, and a folder that is called like home itself. */
export function checkPlace(place: string): void {
  if (forShells.test(place))
    throw usage(
      `Only a shell knows what ${place} stands for.`,
      `Write the whole path. For a folder of that name write ./${place}.`,
    );
  if (place.split(/[/\\]/).includes('~'))
    throw usage(`${place} would be a folder called ~, which shells take for your home.`, 'Choose another name.');
}
