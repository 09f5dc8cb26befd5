/** Shells that read one line in different ways. cmd.exe and PowerShell 5.1 cannot be told apart: `windows` is what both read. */
export type Shell = 'posix' | 'fish' | 'csh' | 'powershell' | 'windows';

/** The shell that what we print is typed into, as far as the system and `$SHELL` tell. */
export function shellOf({
  platform,
  env,
}: {
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
}): Shell {
  const program = env.SHELL?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\.exe$/i, '')
    .toLowerCase();
  if (!program) return platform === 'win32' ? 'windows' : 'posix';
  if (program === 'fish') return 'fish';
  if (program === 'csh' || program === 'tcsh') return 'csh';
  return program === 'pwsh' || program === 'powershell' ? 'powershell' : 'posix';
}

/** A word as the shell reads it back. */
export const shellWord = (word: string, shell: Shell = 'posix'): string => {
  const { bare, quote } = quoting[shell];
  if (bare.test(word)) return word;
  // Of a flag the value alone is quoted, so that its name can be read.
  const [, flag = '', value = word] = /^(--[\w-]+=)(.*)$/s.exec(word) ?? [];
  return (
    flag + (bare.test(value) || (value === '' && flag) ? value : alike.test(value) ? `"${value}"` : quote(value, flag))
  );
};

/** A command of several words. */
export const commandLine = (words: readonly string[], shell: Shell): string =>
  words.map((word) => shellWord(word, shell)).join(' ');

/** Commands to be run one after the other: in one line, where the shell can say that the next needs the one before it. */
export const inTurn = (commands: readonly string[], shell: Shell): string =>
  commands.join(shell === 'windows' ? '\n' : ' && ');

/** A command in lines of at most `width`, broken before flags: pasted, they are one command still. */
export function brokenAtFlags(words: readonly string[], shell: Shell, width: number): readonly string[] {
  const { goesOn } = quoting[shell];
  const lines: string[] = [];
  for (const word of words) {
    const shown = shellWord(word, shell);
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + shown.length <= width - goesOn.length;
    if (last !== undefined && (fits || !goesOn || !word.startsWith('-'))) lines[lines.length - 1] = `${last} ${shown}`;
    else lines.push(last === undefined ? shown : `  ${shown}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}${goesOn}` : line));
}

/** What all shells take for one and the same word when it stands in double quotes. */
const alike = /^[^\p{Cc}"$`\\!%“”„]+$/u;

interface Quoting {
  /** Words that stand for themselves. */
  readonly bare: RegExp;
  /** Any other word, or what follows `--name=` of one. */
  readonly quote: (text: string, flag: string) => string;
  /** What ends a line that the next one continues; nothing where there is no such thing. */
  readonly goesOn: string;
}

const plain = /^[\w@+:./-][\w@%+=:,./-]*$/;

const quoting: Readonly<Record<Shell, Quoting>> = {
  posix: { bare: plain, quote: (text) => `'${text.replaceAll("'", `'\\''`)}'`, goesOn: ' \\' },
  fish: { bare: plain, quote: (text) => `'${text.replace(/['\\]/g, '\\$&')}'`, goesOn: ' \\' },
  // History is looked up and lines end within quotes too.
  csh: { bare: plain, quote: (text) => `'${text.replaceAll("'", `'\\''`).replace(/[!\n]/g, '\\$&')}'`, goesOn: ' \\' },
  powershell: {
    bare: /^[\w+:./=-][\w@+:./=-]*$/,
    quote: (text) => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`,
    goesOn: ' `',
  },
  windows: { bare: /^[\w+:./\\=-][\w@+:./\\=-]*$/, quote: quoteForBoth, goesOn: '' },
};

/**
 * What cmd.exe would replace between two `%`, and PowerShell after a `$`, stays as it is where these stand outside of
 * quotes and before one. A double quote in PowerShell before 7.3, and a backtick in any, have no form that cmd.exe reads too.
 */
function quoteForBoth(text: string, flag: string): string {
  // PowerShell goes on with a word after quotes only if it has begun without any.
  const start = flag ? '' : (/^\w?/.exec(text)?.[0] ?? '');
  const replaced = /%.*%|\$[\w({?^:$]/s.test(text) && Boolean(flag || start);
  if (!replaced) return inQuotes(text);
  const pieces = text.slice(start.length).split(/([%$])/);
  const shown = pieces.map((piece, index) => (index % 2 === 1 ? piece : inQuotes(piece)));
  return start + shown.join('').replace(/^""|""$/g, '');
}

/** As programs on Windows take quotes out again; twice, so that whatever cmd.exe would obey stays within quotes. */
const inQuotes = (text: string): string => `"${text.replace(/(\\*)"/g, '$1$1""').replace(/\\+$/, '$&$&')}"`;
