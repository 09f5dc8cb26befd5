import { styleText } from 'node:util';
import { getColumns, type Prompt } from '@clack/core';
import { S_BAR, S_BAR_END, S_STEP_SUBMIT, S_WARN, symbol, symbolBar } from '@clack/prompts';
import type { Context } from '../context.ts';
import { wrapped } from '../terminal/columns.ts';

type Output = Context['stdout'];

/** What a prompt shows, whichever kind it is. */
interface Picture {
  readonly message: string;
  /** What is chosen from, or typed. */
  readonly body: () => readonly string[];
  readonly keys: readonly string[];
  /** The answer, once it is given. */
  readonly said: string;
  readonly back: boolean;
}

/** Columns of the guide at the left. */
const guide = 3;
const gray = (): string => styleText('gray', S_BAR);
const wrap = (output: Output, text: string): readonly string[] =>
  text.split('\n').flatMap((line) => wrapped(line, getColumns(output) - guide));
const line = (keys: readonly string[]): string => keys.join(' • ');

/** The lines of a frame that are not its body's. */
export const linesAround = (
  output: Output,
  [message, error, keys]: readonly [message: string, error: string, keys: readonly string[]],
): number => 3 + [message, line(keys), ...(error ? [error] : [])].flatMap((text) => wrap(output, text)).length;

/** A prompt as it is now: what is asked, what can be answered and by which keys; then the answer alone. */
export function frame(
  { output }: { readonly output: Output },
  { state, error }: Pick<Prompt<unknown>, 'state' | 'error'>,
  { message, body, keys, said, back }: Picture,
): string {
  // Who goes back is asked again: of the prompt nothing is left.
  if (state === 'cancel' && back) return '';
  const asked = wrap(output, message).map((text, index) => `${index ? symbolBar(state) : symbol(state)}  ${text}`);
  const head = [gray(), ...asked];
  const below = (bar: string, lines: readonly string[]): string[] => lines.map((text) => `${bar}  ${text}`);
  const dim = (lines: readonly string[]): readonly string[] => lines.map((text) => styleText('dim', text));
  if (state === 'submit') return [...head, ...below(gray(), dim(wrap(output, said)))].join('\n');
  if (state === 'cancel') return [...head, gray()].join('\n');
  const colour = state === 'error' ? 'yellow' : 'cyan';
  const wrong = state === 'error' ? wrap(output, error).map((text) => styleText('yellow', text)) : [];
  const bar = styleText(colour, S_BAR);
  const lines = below(bar, [...body(), ...wrong, ...dim(wrap(output, line(keys)))]);
  return `${[...head, ...lines, styleText(colour, S_BAR_END)].join('\n')}\n`;
}

/** Says something between the prompts. */
export function say({ output }: { readonly output: Output }, title: string, lines: readonly string[]): void {
  const all = [gray(), `${styleText('green', S_STEP_SUBMIT)}  ${title}`, ...lines.map((text) => `${gray()}  ${text}`)];
  output.write(`${all.join('\n')}\n`);
}

/** Warns between the prompts. */
export function warn({ output }: { readonly output: Output }, text: string): void {
  const lines = wrap(output, text).map((one, index) => `${index ? gray() : styleText('yellow', S_WARN)}  ${one}`);
  output.write(`${lines.join('\n')}\n`);
}
