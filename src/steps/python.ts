import path from 'node:path';
import type { ChildContext } from '../context.ts';
import { type ChildResult, runChild } from '../system/child.ts';
import { pythonEnv } from './python-env.ts';

const minimum = '3.11';

/** An interpreter that fits, or why there is none. */
export type FoundPython =
  | { readonly path: string; readonly version: string }
  | { readonly problem: string; readonly next: string; readonly said: readonly string[] };

const probe = "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])";

const newEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 11);
};

/** The interpreter that `--python` names, else the first on the PATH that is new enough. */
export async function findPython(context: ChildContext, cwd: string, named: string | undefined): Promise<FoundPython> {
  const usual = context.platform === 'win32' ? [['py', '-3'], ['python']] : [['python3'], ['python']];
  const versioned = ['3.14', '3.13', '3.12', '3.11'].map((version) => [`python${version}`]);
  let tooOld: string | undefined;
  const said: string[] = [];
  // What is named by a path is meant from where the run was started.
  const place = named && /[/\\]/.test(named) ? path.resolve(context.cwd, named) : named;
  for (const command of place ? [[place]] : [...usual, ...versioned]) {
    const result = await runChild(context, [...command, '-c', probe], { cwd, env: pythonEnv(context.env) });
    const [found, version] = result.stdout.trim().split(/\r?\n/);
    if (result.status === 'ok' && found && version && newEnough(version)) return { path: found, version };
    said.push(`${command.join(' ')}: ${answerOf(result, version)}`);
    if (result.status !== 'ok' || !version) continue;
    tooOld ??= `${command.join(' ')} is Python ${version}`;
  }
  const next = `Install Python ${minimum} or newer from https://www.python.org/downloads/, or name one with --python.`;
  if (tooOld) return { problem: `Python ${minimum} or newer is needed, and ${tooOld}`, next, said };
  return {
    problem: named ? `${named} is not a Python that runs` : `Python ${minimum} or newer is needed, and none was found`,
    next,
    said,
  };
}

/** What a candidate that does not fit has answered. */
function answerOf({ status, tail }: ChildResult, version: string | undefined): string {
  if (status === 'missing') return 'not found';
  if (status === 'ok' && version) return `Python ${version}`;
  return tail.at(-1) ?? 'no answer';
}
