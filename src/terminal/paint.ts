import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export type Paint = (style: Style, text: string) => string;

/** Colours text, or leaves it as it is where colour is off. */
export const paint =
  (on: boolean): Paint =>
  (style, text) =>
    on ? styleText(style, text, ...noCheck) : text;

// Whether to colour was decided once, for the whole run; newer versions of Node would decide again here.
const noCheck = [{ validateStream: false }] as unknown as [];
