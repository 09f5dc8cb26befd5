import type { ChildContext } from '../context.ts';
import { runChild } from '../system/child.ts';

const minimum = '3.11';

/** An interpreter that fits, or why there is none. */
export type FoundPython =
  | { readonly path: string; readonly version: string }
  | { readonly problem: string; readonly next: string };

const probe = "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])";

const newEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 11);
};

/** The interpreter that `--python` names, else the first on the PATH that is new enough. */
export async function findPython(context: ChildContext, named: string | undefined): Promise<FoundPython> {
  const usual = context.platform === 'win32' ? [['py', '-3'], ['python']] : [['python3'], ['python']];
  const versioned = ['3.14', '3.13', '3.12', '3.11'].map((version) => [`python${version}`]);
  let tooOld: string | undefined;
  for (const command of named ? [[named]] : [...usual, ...versioned]) {
    const { status, stdout } = await runChild(context, [...command, '-c', probe], { cwd: context.cwd });
    const [path, version] = stdout.trim().split(/\r?\n/);
    if (status !== 'ok' || !path || !version) continue;
    if (newEnough(version)) return { path, version };
    tooOld ??= `${command.join(' ')} is Python ${version}`;
  }
  const next = `Install Python ${minimum} or newer from https://www.python.org/downloads/, or name one with --python.`;
  if (tooOld) return { problem: `Python ${minimum} or newer is needed, and ${tooOld}`, next };
  return {
    problem: named ? `${named} is not a Python that runs` : `Python ${minimum} or newer is needed, and none was found`,
    next,
  };
}
