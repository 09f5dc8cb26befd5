import type { Context } from '../context.ts';
import { printable } from '../text/encode.ts';
import { discreet } from '../text/secrets.ts';
import type { StepResult } from '../types.ts';
import { paint } from './paint.ts';

/** What is going on, on standard error: one line rewritten in a terminal, plain lines in a pipe. */
export interface Progress {
  readonly start: (title: string) => void;
  readonly note: (text: string) => void;
  readonly line: (text: string) => void;
  readonly end: (result: StepResult) => void;
  /** Ends without a line of its own: what follows says how it went. */
  readonly stop: () => void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const marks = {
  ok: ['green', '✔'],
  skipped: ['yellow', '–'],
  failed: ['red', '✖'],
  interrupted: ['red', '✖'],
} as const;

/** One line saying how a step ended. */
export function sayStep(result: StepResult): string {
  if (result.status === 'ok') return `${result.name}: ${result.detail ?? 'done'} (${result.seconds} s)`;
  return `${result.name} ${result.status}: ${result.reason}`;
}

/** Progress that nobody is told of. */
export const silent: Progress = { start: () => {}, note: () => {}, line: () => {}, end: () => {}, stop: () => {} };

export function makeProgress({ stderr, live, columns, colour }: Context): Progress {
  const style = paint(colour.stderr);
  const write = (text: string): void => void stderr.write(discreet(text));
  const marked = (result: StepResult): string =>
    `${style(marks[result.status][0], marks[result.status][1])} ${printable(sayStep(result))}\n`;
  if (!live) {
    return {
      start: (title) => write(`${title} …\n`),
      note: (text) => write(`  ${printable(text)}\n`),
      line: () => {},
      end: (result) => write(marked(result)),
      stop: () => {},
    };
  }
  let title = '';
  let last = '';
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    frame = (frame + 1) % frames.length;
    // What a child prints must neither move the cursor nor fill the line, which would then no longer be erased as one.
    const text = discreet(`${title} ${last}`)
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, Math.max(0, columns - 3));
    write(`\r\u001b[K${style('cyan', frames[frame] ?? '')} ${text}`);
  };
  const erase = (): void => write('\r\u001b[K');
  return {
    start: (text) => {
      title = `${text} …`;
      last = '';
      draw();
      timer = setInterval(draw, 100);
    },
    note: (text) => {
      erase();
      write(`  ${printable(text)}\n`);
      draw();
    },
    line: (text) => {
      last = text;
    },
    end: (result) => {
      clearInterval(timer);
      erase();
      write(marked(result));
    },
    stop: () => {
      if (timer) erase();
      clearInterval(timer);
    },
  };
}
