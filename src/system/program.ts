import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';
import { isInside, realPlace } from './inside.ts';

/** Of the environment's variables, whose names have no case on Windows. */
const variable = (env: Context['env'], name: string): string =>
  Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1] ?? '';

/**
 * The absolute path of a program as the PATH leads to it, or nothing. No relative entry counts, nor one inside the folder that a
 * template has filled, where there is one: Windows would even look there first.
 */
export function findProgram(
  name: string,
  filled: string | undefined,
  { env, platform }: Pick<Context, 'env' | 'platform'>,
): string | undefined {
  const windows = platform === 'win32';
  const endings = windows ? ['', ...variable(env, 'PATHEXT').split(';')] : [''];
  if (/[/\\]/.test(name)) return firstOf([path.resolve(filled ?? '', name)], endings, windows);
  const homes = variable(env, 'PATH').split(windows ? ';' : ':');
  const allowed = homes.filter(
    (home) => path.isAbsolute(home) && (filled === undefined || !isInside(real(home), real(filled))),
  );
  return firstOf(
    allowed.map((home) => path.join(home, name)),
    endings,
    windows,
  );
}

function firstOf(places: readonly string[], endings: readonly string[], windows: boolean): string | undefined {
  const candidates = places.flatMap((place) => endings.map((ending) => place + ending));
  return candidates.find((candidate) => isProgram(candidate, windows));
}

function isProgram(file: string, windows: boolean): boolean {
  try {
    // Windows tells by the ending, and runs nothing without one.
    accessSync(file, windows ? constants.F_OK : constants.X_OK);
    return statSync(file).isFile() && (!windows || path.extname(file) !== '');
  } catch {
    return false;
  }
}

const real = (folder: string): string => realPlace(folder) ?? path.resolve(folder);
