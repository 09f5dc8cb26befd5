/** A template that somebody added: it is offered beside the built-in ones. */
export interface Registration {
  readonly id: string;
  /** What `--template` would take: absolute, where it is a folder. */
  readonly source: string;
  /** Whose it is: yours, or everyone's in a project's folder. */
  readonly origin: Scope;
  /** The file that says so. */
  readonly file: string;
}

export type Scope = 'user' | 'project';
