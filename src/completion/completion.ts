import { usage } from '../errors.ts';
import { type Shell, shells } from '../flags.ts';
import { didYouMean } from '../suggest.ts';
import type { Manifest } from '../types.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import { completionTable, type Table } from './table.ts';
import { zshScript } from './zsh.ts';

const scripts: Readonly<Record<Shell, (table: Table) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The script that `completion <shell>` prints. Throws where the shell is not one that we know. */
export function completionScript(shell: string | undefined, manifests: readonly Manifest[]): string {
  const known = shells.find((one) => one === shell);
  if (known) return scripts[known](completionTable(manifests)).trimEnd();
  if (shell === undefined)
    throw usage('completion needs a shell.', `Write create-ml-portfolio completion ${shells.join('|')}.`);
  const meant = didYouMean(shell, shells);
  throw usage(
    `Unknown shell ${JSON.stringify(shell)}.`,
    meant ? `Did you mean ${meant}? There are ${shells.join(', ')}.` : `There are ${shells.join(', ')}.`,
  );
}
