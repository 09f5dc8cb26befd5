import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import xterm from '@xterm/headless';

export const keys = {
  enter: '\r',
  down: '\u001b[B',
  up: '\u001b[A',
  space: ' ',
  escape: '\u001b',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const;

const open = new Set<ChildProcess>();

/** Ends what still runs. */
export function closeTerminals(): void {
  for (const child of open) child.kill();
}

const root = path.resolve(import.meta.dirname, '../..');

/** A command in a real pseudo-terminal, its screen read by a terminal emulator. */
export class Terminal {
  readonly ended: Promise<number>;
  private readonly child: ChildProcess;
  private readonly screenBuffer: xterm.Terminal;

  constructor(command: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}, rows = 70) {
    this.screenBuffer = new xterm.Terminal({ cols: 80, rows, allowProposedApi: true, scrollback: 1000 });
    const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...inherited } = process.env;
    this.child = spawn('python3', [path.join(root, 'tests/support/in_terminal.py'), '80', String(rows), ...command], {
      cwd,
      env: { ...inherited, TERM: 'xterm-256color', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    open.add(this.child);
    this.child.stdout?.on('data', (bytes: Uint8Array) => this.screenBuffer.write(bytes));
    this.ended = new Promise((resolve) =>
      this.child.on('close', (code) => {
        open.delete(this.child);
        resolve(code ?? -1);
      }),
    );
  }

  press(...pressed: readonly string[]): void {
    for (const key of pressed) this.child.stdin?.write(key);
  }

  /** Everything that was shown, line by line, as a person sees it. */
  get screen(): string {
    const { active } = this.screenBuffer.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  /** What the emulator holds, cell by cell. */
  get buffer(): xterm.IBuffer {
    return this.screenBuffer.buffer.active;
  }

  /** The lines that show any colour or weight. */
  get colours(): string[] {
    const { active } = this.screenBuffer.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
    const styled = lines.filter(
      (line) =>
        line &&
        Array.from({ length: line.length }, (_, x) => line.getCell(x)).some(
          (cell) => cell && !cell.isAttributeDefault(),
        ),
    );
    return styled.map((line) => line?.translateToString(true) ?? '');
  }

  /** Waits until the screen shows what is looked for. */
  async see(wanted: string | RegExp, timeoutMs = 30_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    const shown = (): boolean => (typeof wanted === 'string' ? this.screen.includes(wanted) : wanted.test(this.screen));
    while (!shown()) {
      if (Date.now() > deadline) throw new Error(`The terminal never showed ${wanted}; it shows:\n${this.screen}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
