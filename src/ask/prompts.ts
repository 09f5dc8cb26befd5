import { moveCursor } from 'node:readline';
import { styleText } from 'node:util';
import {
  ConfirmPrompt,
  getColumns,
  isCancel,
  MultiSelectPrompt,
  type Prompt,
  SelectPrompt,
  TextPrompt,
} from '@clack/core';
import {
  limitOptions,
  S_CHECKBOX_INACTIVE,
  S_CHECKBOX_SELECTED,
  S_RADIO_ACTIVE,
  S_RADIO_INACTIVE,
  unicodeOr,
} from '@clack/prompts';
import type { Context } from '../context.ts';
import { cancelled } from '../errors.ts';
import { drawOption, type Option, widthOf } from './draw-option.ts';
import { frame, linesAround, warn } from './frame.ts';

/** Where prompts are shown, and what ends them. */
export interface Stage {
  readonly input: Context['stdin'];
  readonly output: Context['stdout'];
  readonly signal: AbortSignal;
}

/** What came of a prompt: its answer; or, where Escape went back, what it held by then. */
export interface Reply<T> {
  readonly value: T;
  readonly back: boolean;
}

interface Asking<T> {
  readonly message: string;
  /** Why a value cannot be taken. */
  readonly problem?: ((value: T) => string | undefined | Promise<string | undefined>) | undefined;
}

const goOn = ['Enter go on', 'Esc back'];

/** One of several. */
export function choose<T>(
  stage: Stage,
  { message, options, initial, problem }: Asking<T> & { options: readonly Option<T>[]; initial?: T | undefined },
): Promise<Reply<T>> {
  const turn = { back: false };
  const prompt = new SelectPrompt<Option<T>>({
    ...stage,
    options: [...options],
    ...(initial === undefined ? {} : { initialValue: initial }),
    validate: (value) => problem?.(value as T),
    render() {
      const style = (option: Option<T>, active: boolean): string =>
        drawOption(
          option,
          active,
          active ? styleText('green', S_RADIO_ACTIVE) : styleText('dim', S_RADIO_INACTIVE),
          room,
        );
      const room = widthOf(options, 2, getColumns(stage.output));
      const keys = ['↑/↓ choose', ...goOn];
      const chosen = this.options[this.cursor]?.label ?? '';
      const body = (): readonly string[] =>
        listed(stage, this.options, this.cursor, style, [message, this.error, keys]);
      return frame(stage, this, { message, keys, body, said: chosen, back: turn.back });
    },
  });
  return reply(stage, prompt, turn, () => prompt.value as T);
}

/** Any number of several, none included. */
export function chooseSome(
  stage: Stage,
  {
    message,
    options,
    initial,
    problem,
  }: Asking<readonly string[]> & { options: readonly Option<string>[]; initial: readonly string[] },
): Promise<Reply<readonly string[]>> {
  const turn = { back: false };
  const held = (): readonly string[] => options.map(({ value }) => value).filter((one) => prompt.value?.includes(one));
  const prompt: MultiSelectPrompt<Option<string>> = new MultiSelectPrompt<Option<string>>({
    ...stage,
    options: [...options],
    initialValues: [...initial],
    validate: () => problem?.(held()),
    render() {
      const style = (option: Option<string>, active: boolean): string => {
        const box = this.value?.includes(option.value) ? styleText('green', S_CHECKBOX_SELECTED) : S_CHECKBOX_INACTIVE;
        // Without colours, too, one sees where one is.
        return drawOption(option, active, `${active ? styleText('cyan', pointer) : ' '} ${box}`, room);
      };
      const room = widthOf(options, 4, getColumns(stage.output));
      const keys = ['↑/↓ move', 'Space take or leave', ...goOn];
      const taken = this.options.filter(({ value }) => this.value?.includes(value)).map(({ label }) => label);
      const body = (): readonly string[] =>
        listed(stage, this.options, this.cursor, style, [message, this.error, keys]);
      return frame(stage, this, { message, keys, body, said: taken.join(', ') || 'none', back: turn.back });
    },
  });
  return reply(stage, prompt, turn, held);
}

/** A line of text, without the spaces around it. */
export function typeIn(
  stage: Stage,
  { message, initial, usual, problem }: Asking<string> & { initial?: string | undefined; usual?: string | undefined },
): Promise<Reply<string>> {
  const turn = { back: false };
  const held = (): string => prompt.userInput.trim() || (turn.back ? '' : (usual ?? ''));
  const prompt: TextPrompt = new TextPrompt({
    ...stage,
    ...(initial ? { initialValue: initial } : {}),
    validate: () => problem?.(held()),
    render() {
      const shown = usual ? `${styleText('inverse', usual[0] ?? '')}${styleText('dim', usual.slice(1))}` : cursor;
      const body = (): readonly string[] => [this.userInput ? this.userInputWithCursor : shown];
      return frame(stage, this, {
        message,
        keys: goOn,
        body,
        said: this.userInput.trim() || (usual ?? ''),
        back: turn.back,
      });
    },
  });
  return reply(stage, prompt, turn, held);
}

/** Yes or no. */
export async function confirm(
  stage: Stage,
  { message, initial, problem }: Asking<boolean> & { initial: boolean },
): Promise<Reply<boolean>> {
  const turn = { back: false };
  const prompt: ConfirmPrompt = new ConfirmPrompt({
    ...stage,
    active: 'Yes',
    inactive: 'No',
    initialValue: initial,
    validate: (value) => problem?.(value === true),
    render() {
      const side = (on: boolean, label: string): string =>
        on ? `${styleText('green', S_RADIO_ACTIVE)} ${label}` : styleText('dim', `${S_RADIO_INACTIVE} ${label}`);
      const body = (): readonly string[] => [
        `${side(this.value === true, 'Yes')} / ${side(this.value !== true, 'No')}`,
      ];
      const keys = ['←/→ choose', 'y or n', ...goOn];
      return frame(stage, this, { message, keys, body, said: this.value ? 'Yes' : 'No', back: turn.back });
    },
  });
  // Escape, being a key that moves, has turned the answer over by then.
  const given = await reply(stage, prompt, turn, () => (prompt.value === true) !== turn.back);
  // The keys y and n end the prompt before it has looked for a problem.
  const wrong = given.back ? undefined : await problem?.(given.value);
  if (wrong === undefined) return given;
  warn(stage, wrong);
  return confirm(stage, { message, initial, problem });
}

const pointer = unicodeOr('›', '>');
const cursor = styleText(['inverse', 'hidden'], '_');

/** The choices that the screen has room for, with the one in question among them. */
const listed = <T>(
  { output }: Stage,
  options: readonly Option<T>[],
  at: number,
  style: (option: Option<T>, active: boolean) => string,
  others: readonly [message: string, error: string, keys: readonly string[]],
): readonly string[] =>
  limitOptions({ output, options, cursor: at, style, columnPadding: 3, rowPadding: linesAround(output, others) });

/** Escape goes back; Ctrl-C, Ctrl-D and the end of the run end everything. All of them are one value to the prompt. */
async function reply<T>(
  { output }: Stage,
  prompt: Prompt<unknown>,
  turn: { back: boolean },
  held: () => T,
): Promise<Reply<T>> {
  prompt.on('key', (_, { name }) => {
    turn.back = name === 'escape';
  });
  if (isCancel(await prompt.prompt()) && !turn.back) throw cancelled();
  // What a prompt has shown, it erases; the line that it ends with is left.
  if (turn.back) moveCursor(output, 0, -1);
  return { value: held(), back: turn.back };
}
