import { countIdentifiers, hyphenated } from '../template/sentinel.ts';
import { error, type Finding, warning } from './finding.ts';
import { withText } from './rules-of-text.ts';
import type { Snapshot } from './snapshot.ts';

const rule = 'sentinel';

const namesOf = ({ manifest }: Snapshot): readonly string[] =>
  manifest ? [manifest.package, hyphenated(manifest.package)] : [];

/** Whether a name stands in a text where it is no word of its own. */
const inWord = (text: string, name: string): boolean => text.split(name).length - 1 > countIdentifiers(text, name);

/** The name of the project where it is not replaced. */
export function sentinels(snapshot: Snapshot): readonly Finding[] {
  const names = namesOf(snapshot);
  const partOfWord = (file: string, line: number, name: string): Finding =>
    warning(
      ...([rule, file, line, `${name} is part of a longer word, where it is not replaced`] as const),
      'Use the name as a word of its own, or another word.',
    );
  const inPaths = snapshot.layers
    .flatMap(({ files }) => files)
    .flatMap(({ file, path }) => names.filter((name) => inWord(path, name)).map((name) => partOfWord(file, 1, name)));
  const inText = withText(snapshot).flatMap(({ file, text, rendered }) =>
    text.split('\n').flatMap((content, index) =>
      names.flatMap((name) => {
        if (!content.includes(name)) return [];
        if (inWord(content, name)) return [partOfWord(file, index + 1, name)];
        if (!rendered) return [];
        const said = `${name} is not replaced in a file that is rendered`;
        return [error(rule, file, index + 1, said, 'Write {{package}} or {{project}}.')];
      }),
    ),
  );
  return [...inPaths, ...inText, ...nowhere(snapshot)];
}

/** A template whose files have no place for the name of a project. What extends another need not have one. */
function nowhere(snapshot: Snapshot): readonly Finding[] {
  const { manifest, layers, base, lineOf } = snapshot;
  const names = namesOf(snapshot);
  const isUsed = layers.some(({ files }) =>
    files.some(({ path, text = '', rendered }) =>
      rendered
        ? /\{\{[^}]*\b(package|project)\b/.test(text)
        : names.some((name) => countIdentifiers(path, name) + countIdentifiers(text, name) > 0),
    ),
  );
  if (!manifest || isUsed || base || layers.length === 0) return [];
  const line = lineOf('package');
  return [
    warning(
      rule,
      'template.json',
      line,
      `${manifest.package} stands in no file`,
      'Use it where a project has its name.',
    ),
  ];
}
