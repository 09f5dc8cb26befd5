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

/** One whose file says no source, or cannot be read: it can be removed, and everything else goes on without it. */
export interface BrokenRegistration extends Omit<Registration, 'source'> {
  /** To end a sentence with. */
  readonly problem: string;
}

export const isWhole = (one: Registration | BrokenRegistration): one is Registration => 'source' in one;

export type Scope = 'user' | 'project';

/** How one of a project's is shown wherever it is used: somebody else has chosen what the id stands for. */
export const saidOf = ({ id, file, source }: Registration): string =>
  `${id} is a template that this project's folder names (${file}): ${source}.`;
