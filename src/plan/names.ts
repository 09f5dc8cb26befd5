import { usage } from '../errors.ts';
import { quoted } from '../text/encode.ts';
import { forbiddenByWindows } from '../text/windows.ts';
import type { Names } from '../types.ts';
import {
  importNames,
  keywords,
  latinLetters,
  projectFolders,
  standardLibrary,
  wellKnownImports,
} from './python-names.ts';

/** What the user set instead of having it derived. */
export interface NameOverrides {
  /** Distribution name. */
  readonly name?: string | undefined;
  /** Import name. */
  readonly package?: string | undefined;
}

/** Most file systems' limit for one segment of a path. */
const maxFolderBytes = 255;
/** No index sets a limit; with names up to this long, generated code keeps within its own line length. */
const maxNameLength = 60;

/**
 * The distribution and import names for a folder (one path segment, as typed), or what the user set instead. Whatever
 * cannot be used is refused with a name that can; what the user set is never cleaned.
 */
export function deriveNames(folder: string, overrides: NameOverrides, reservedImports: readonly string[]): Names {
  const taken = takenBy(reservedImports);
  const { name } = overrides;
  const made = name === undefined ? `, made from the folder ${shown(folder)},` : `, made from --name ${shown(name)},`;
  const theFolder = `The folder ${shown(folder)}`;
  refuseIf(problemWithFolder(folder), theFolder, `Name the folder ${suggestName(folder, taken)} instead.`);

  const distribution = name ?? distributionFrom(folder);
  const otherName =
    name === undefined
      ? `Add --name ${suggestName(folder, taken)}, or choose another folder.`
      : `Give --name ${suggestName(name, taken)} instead.`;
  if (name === undefined && distribution === '')
    throw usage(`${theFolder} holds no Latin letter or digit to make a Python name of.`, otherName);
  const theName = `The distribution name ${shown(distribution)}${name === undefined ? made : ''}`;
  refuseIf(problemWithDistribution(distribution, taken), theName, otherName);

  const importName = overrides.package ?? packageFrom(distribution);
  const isDerived = overrides.package === undefined;
  const thePackage = `The import name ${shown(importName)}${isDerived ? made : ''}`;
  const otherPackage = `Give --package ${packageFrom(suggestName(importName, taken))} instead.`;
  refuseIf(problemWithPackage(importName, taken), thePackage, isDerived ? otherName : otherPackage);

  return { folder, distribution, package: importName };
}

function refuseIf(problem: string | undefined, subject: string, next: string): void {
  if (problem !== undefined) throw usage(`${subject} ${problem}.`, next);
}

/** A title from a folder: `biopsy-demo` gives "Biopsy demo"; letters of every script stay as they were typed. */
export function titleFrom(folder: string): string {
  const [first = '', ...rest] = folder.replace(/[-_\s]+/g, ' ').trim();
  // `ß` has no single capital, and a title that begins with `SS` is not what was typed.
  const capital = first.toUpperCase().length === first.length ? first.toUpperCase() : first;
  return capital + rest.join('') || folder;
}

/** `Größe & Ähnlichkeit` gives `grosse-ahnlichkeit`; empty when no Latin letter or digit is left. */
function distributionFrom(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '') // accents, and the apostrophe in "bob's"
    .replace(/[^a-z0-9]/gu, (char) => latinLetters.get(char) ?? '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
}

/** No identifier begins with a digit; `2024-churn` is a fine folder and distribution all the same, so it gives `ml_2024_churn`. */
function packageFrom(distribution: string): string {
  const name = distribution.replaceAll('-', '_');
  return /^\d/.test(name) ? `ml_${name}` : name;
}

function problemWithFolder(folder: string): string | undefined {
  if (folder === '') return 'has no name';
  if (/[\p{Cc}\u2028\u2029]/u.test(folder)) return 'holds a line break or another control character';
  if (!folder.isWellFormed()) return 'is not valid Unicode';
  if (new TextEncoder().encode(folder).length > maxFolderBytes) return `is longer than ${maxFolderBytes} bytes`;
  if (folder.startsWith('-')) return 'starts with a dash, so that commands would take it for an option';
  return forbiddenByWindows(folder);
}

function problemWithDistribution(name: string, taken: Taken): string | undefined {
  const byWhom = taken(name);
  if (byWhom) return byWhom;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return 'is not lower-case letters and digits joined by single hyphens';
  return forbiddenByWindows(name) ?? tooLong(name);
}

function problemWithPackage(name: string, taken: Taken): string | undefined {
  const word = name.toLowerCase();
  if (keywords.has(word)) return 'is a Python keyword';
  if (standardLibrary.has(word)) return "is a module of Python's standard library";
  if (projectFolders.has(word)) return 'is the name of a folder in the generated project';
  const forbidden = forbiddenByWindows(word);
  if (forbidden) return forbidden;
  const byWhom = taken(name);
  if (byWhom) return byWhom;
  // A leading underscore is an identifier too, but tells readers that the package is private.
  if (!/^[a-z][a-z0-9_]*$/.test(name)) return 'is not lower-case letters, digits and underscores with a letter first';
  return tooLong(name);
}

const tooLong = (name: string): string | undefined =>
  name.length > maxNameLength ? `is longer than ${maxNameLength} characters` : undefined;

/** Why a name, of either kind, is taken by another package. */
type Taken = (name: string) => string | undefined;

const spelled = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
const wellKnown = new Set([...wellKnownImports, ...importNames.keys()].map(spelled));

/** `scikit-learn` is imported as `sklearn`: a dependency takes both names. */
function takenBy(reserved: readonly string[]): Taken {
  const own = new Set(reserved.map(spelled).flatMap((name) => [name, spelled(importNames.get(name) ?? name)]));
  return (name) => {
    if (own.has(spelled(name))) return 'is a package that the project itself depends on';
    return wellKnown.has(spelled(name)) ? 'is a well-known package' : undefined;
  };
}

/** A name like the one that was refused that passes every check: the text cleaned, else with `my-` before it. */
function suggestName(text: string, taken: Taken): string {
  const base = distributionFrom(text).slice(0, 40).replace(/-$/, '');
  const passes = (name: string): boolean =>
    !problemWithDistribution(name, taken) && !problemWithPackage(packageFrom(name), taken);
  const found = [base, `my-${base}`, 'my-project'].find(passes);
  if (found !== undefined) return found;
  let number = 2;
  while (!passes(`my-project-${number}`)) number += 1;
  return `my-project-${number}`;
}

/** A name in a message: its beginning, with what would change the terminal's line or its direction written as an escape. */
function shown(name: string): string {
  const letters = [...name];
  const text = letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : name;
  return quoted(text).replace(/\p{Bidi_Control}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
