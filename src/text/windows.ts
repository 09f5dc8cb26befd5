/** With any extension, and with spaces before it: `nul`, `NUL.txt` and `nul .txt` are one device. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *([.:].*)?$/is;

/**
 * Why Windows cannot hold a file or folder of this name, or would silently give it another. Such a name is refused on every
 * system, since templates and projects are cloned anywhere; this is the one list of them.
 */
export function forbiddenByWindows(name: string): string | undefined {
  if (device.test(name)) return 'is a name that Windows reserves for a device';
  if (/[. ]$/.test(name)) return 'ends in a dot or a space, which Windows silently drops';
  const [character] = /[<>:"|?*\\]/.exec(name) ?? [];
  return character ? `holds ${character}, which Windows does not allow in a name` : undefined;
}
