/**
 * How the shells of Windows read a command line, as far as ours have to do with it: programs get these words. Throws where
 * a shell would obey something. No machine of the tests has them.
 */
export const windowsShells: Readonly<Record<string, (line: string) => string[]>> = {
  // As if whatever name stands between two signs were that of a variable.
  'cmd.exe': (line) => {
    if (/%[^%"]+%/.test(line)) throw new Error(`a variable is put in: ${line}`);
    const outside = line.replace(/"[^"]*"/g, '');
    if (/["&|<>^()\n]/.test(outside)) throw new Error(`obeyed: ${outside}`);
    return asWords(line);
  },
  'PowerShell 5.1': (line) => {
    const passed = [...line.matchAll(/(?:[^\s"]|"(?:[^"]|"")*")+/g)].map(([token]) => {
      if (token.startsWith('"') && !/^"(?:[^"]|"")*"$/.test(token)) throw new Error(`two words: ${token}`);
      if (/\$[\w({?^:$]|`|[“”„]/.test(token)) throw new Error(`obeyed: ${token}`);
      const outside = token.replace(/"(?:[^"]|"")*"/g, '');
      if (/[,;&|<>(){}'‘’‚‛#]|^@/.test(outside)) throw new Error(`obeyed: ${outside}`);
      const text = token.replace(/"((?:[^"]|"")*)"/g, (_, inner: string) => inner.replaceAll('""', '"'));
      // It quotes what has spaces, and leaves out what is empty.
      return /\s/.test(text) ? `"${text}"` : text;
    });
    return asWords(passed.join(' '));
  },
};

/** As programs take their command line apart, by the rules of Microsoft's library. */
function asWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const [slashes = ''] = /^\\*(?=")/.exec(line.slice(at)) ?? [];
    if (slashes) {
      word = (word ?? '') + '\\'.repeat(slashes.length >> 1);
      at += slashes.length;
      if (slashes.length % 2 === 1) {
        word += '"';
        continue;
      }
    }
    const char = line[at] ?? '';
    if (char === '"' && quoted && line[at + 1] === '"') {
      word += '"';
      at++;
    } else if (char === '"') {
      word ??= '';
      quoted = !quoted;
    } else if (/[ \t]/.test(char) && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  return word === undefined ? words : [...words, word];
}
