import type { Command } from '../command.ts';
import type { Shell } from '../flags.ts';
import type { Options } from '../options.ts';
import type { Report } from '../report.ts';
import type { Session } from '../session.ts';
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

interface ScriptOptions extends Options {
  readonly shell: string;
}

/** `completion`: the script that teaches a shell our words. */
export async function completion({ shell }: ScriptOptions, { known, commands }: Session): Promise<Partial<Report>> {
  const manifests = known.builtin.map(({ manifest }) => manifest);
  return { text: completionScript(shell as Shell, manifests, commands) };
}

export const completionScript = (shell: Shell, manifests: readonly Manifest[], commands: readonly Command[]): string =>
  scripts[shell](completionTable(manifests, commands)).trimEnd();
