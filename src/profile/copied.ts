/** The engine keeps the whole text that a part of it was cut from, if the part is as long. */
const cutFrom = 13;

/** A text that keeps no longer one alive: one is put together, and flat before a part of it can be taken. */
export const copied = (text: string): string => (text.length < cutFrom ? text : ` ${text}`.slice(1));
