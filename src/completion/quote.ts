/** Bash and zsh: between single quotes everything stands for itself. */
export const quotedForPosix = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Fish: between single quotes only the backslash and the quote itself are special. */
export const quotedForFish = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

/** PowerShell: a quote is doubled; it takes typographic quotes for plain ones. */
export const quotedForPowerShell = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
