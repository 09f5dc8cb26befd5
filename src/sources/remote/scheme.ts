/** Whether a name has a scheme. One letter before a colon is a drive of Windows. */
export const isRemote = (named: string): boolean => /^[\w+.@-]{2,}:/.test(named);

/** Whether a name is that of an archive on this disk, if it has no scheme. */
export const isArchive = (named: string): boolean => /\.(tgz|tar\.gz)$/i.test(named);
