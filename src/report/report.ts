import type { ExitCode, Failure } from '../errors.ts';
import { indent } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { printable } from '../text/encode.ts';
import { discreet } from '../text/secrets.ts';

/** What every report begins with; `schemas/report.schema.json` describes them all. */
export interface Head {
  readonly schema: 1;
  /** The first word of the command's name; `create`, `help` or `version` where it has none. */
  readonly command: string;
  /** The second word. */
  readonly action?: string;
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly generator: string;
  readonly error?: { readonly message: string; readonly next: string; readonly details: readonly string[] };
  readonly warnings?: readonly string[];
}

/** How a command ended: nothing of this, where all went well. */
export type Ending = Partial<Pick<Head, 'ok' | 'exitCode' | 'error' | 'warnings'>>;

/** What a command has to tell: a body in a shape of its own, and the lines in which a person reads it. */
export interface Told {
  readonly body: object;
  readonly ending: Ending;
  readonly lines: (style: Paint) => readonly string[];
}

/** A body with what draws it, which is given no character that a terminal would obey. */
export const tell = <Body extends object>(
  body: Body,
  draw: (body: Body, style: Paint) => readonly string[],
  ending: Ending = {},
): Told => {
  const said = discreetly(body);
  return { body: said, ending: discreet(ending), lines: (style) => draw(shown(said), style) };
};

/** Of the files, which can be thousands, a tree is drawn at most, and that escapes their names. */
const shown = <Body extends { readonly files?: unknown }>({ files, ...others }: Body): Body =>
  ({ ...printable(others), ...(files ? { files } : {}) }) as Body;

const discreetly = <Body extends { readonly files?: unknown }>({ files, ...others }: Body): Body =>
  ({ ...discreet(others), ...(files ? { files } : {}) }) as Body;

/** What is a text and nothing else. */
export interface Text {
  readonly text: string;
}

export const drawText = ({ text }: Text): readonly string[] => [text];

/** A failure as a report: one sentence, a next step, and what it is about. */
export const describeFailure = ({ message, next, details, exitCode }: Failure): Ending => ({
  ok: false,
  exitCode,
  error: { message, next, details },
});

/** For standard error: warnings, and the error if there is one. */
export const drawEnding = ({ warnings = [], error }: Ending, style: Paint): string =>
  joined([
    ...warnings.map((warning) => `${style('yellow', 'Warning:')} ${warning}`),
    ...(error
      ? [`${style('red', 'Error:')} ${error.message}`, ...indent(error.details), error.next].filter(Boolean)
      : []),
  ]);

/** Lines as they are printed. */
export const joined = (lines: readonly string[]): string => (lines.length > 0 ? `${lines.join('\n')}\n` : '');
