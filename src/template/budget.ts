import { limits } from './limits.ts';

/** How much rendering may still do, for one file and for all of a project's: each loop, each value and each encoder asks first. */
export class Budget {
  private turns = 0;
  private written = 0;
  private readonly all = { turns: 0, written: 0 };

  /** The next file. */
  begin(): void {
    this.turns = 0;
    this.written = 0;
  }

  /** One more turn of a loop. */
  turn(): void {
    this.turns += 1;
    this.all.turns += 1;
    if (this.turns > limits.turns) throw new Error(`its loops take more than ${limits.turns} turns`);
    if (this.all.turns > limits.allTurns)
      throw new Error(`the loops of all its files take more than ${limits.allTurns} turns`);
  }

  /** So many more characters, on their way to a file; what a loop has put together counts once more. */
  write(characters: number): void {
    // What writes nothing takes its time as well.
    this.written += characters + 1;
    this.all.written += characters + 1;
    if (this.written > limits.rendered)
      throw new Error(`it becomes larger than ${limits.rendered / 1e6} MB when it is rendered`);
    if (this.all.written > limits.allRendered)
      throw new Error(`all its files become larger than ${limits.allRendered / 1e6} MB when they are rendered`);
  }
}
