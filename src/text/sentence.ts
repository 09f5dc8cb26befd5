/** A text as a sentence: it ends once, whoever has ended it. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
