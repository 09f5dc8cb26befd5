/** Exit codes, as the README documents them. */
export const exit = { ok: 0, failed: 1, usage: 2, occupied: 3, template: 4, cancelled: 130 } as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** What another program, a library or another Failure has said ends already: a sentence around it must not end it twice. */
const endedOnce = (message: string): string => message.replace(/([^\s./\\]\.|[!?…])\.(?=\s|$)/g, '$1');

/** An end that we foresaw: one sentence, a next step, and the paths or flags that it is about. Anything else thrown is a fault of ours. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;
  readonly next: string;
  readonly details: readonly string[];

  constructor(exitCode: ExitCode, message: string, next: string, details: readonly string[] = []) {
    super(endedOnce(message));
    this.exitCode = exitCode;
    this.next = next;
    this.details = details;
  }
}

export const usage = (message: string, next: string, details?: readonly string[]): Failure =>
  new Failure(exit.usage, message, next, details);

export const occupied = (message: string, next: string, details?: readonly string[]): Failure =>
  new Failure(exit.occupied, message, next, details);

export const refused = (message: string, next: string, details?: readonly string[]): Failure =>
  new Failure(exit.template, message, next, details);

export const failed = (message: string, next: string, details?: readonly string[]): Failure =>
  new Failure(exit.failed, message, next, details);

/** The user, or a signal, stopped us before the files were in place. */
export const cancelled = (): Failure =>
  new Failure(exit.cancelled, 'Cancelled; nothing was written.', 'Run the same command again when you are ready.');
