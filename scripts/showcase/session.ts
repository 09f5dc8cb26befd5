import path from 'node:path';
import { keys, Terminal } from '../../tests/support/emulator.ts';

const { enter, up } = keys;

/** Each prompt, and the keys that answer it: a folder, and the default for everything else. */
const dialogue: readonly (readonly [shown: string, ...pressed: string[]])[] = [
  ['What will you build?', enter],
  ['In which folder?', 'biopsy-demo', enter],
  ['Which data?', enter],
  ['Which library for boosted trees', enter],
  ['Which extras?', enter],
  ['Install and run it now?', up, enter],
  ['Nothing is written yet.', enter],
];

/** A real run in a terminal: every prompt, then installing, testing and training in `folder`. Gives the terminal when all has ended. */
export async function recordSession(root: string, folder: string): Promise<Terminal> {
  const command = [process.execPath, path.join(root, 'dist', 'cli.cjs'), '--no-git'];
  const terminal = new Terminal(
    command,
    folder,
    { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Ada Lovelace' },
    160,
  );
  for (const [shown, ...pressed] of dialogue) {
    await terminal.see(`◆  ${shown}`);
    // The choices are drawn a moment after the question.
    await new Promise((resolve) => setTimeout(resolve, 200));
    terminal.press(...pressed);
  }
  const code = await terminal.ended;
  if (code !== 0) throw new Error(`The session ended with ${code}:\n${terminal.screen}`);
  return terminal;
}
