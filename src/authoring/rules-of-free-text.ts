import { vocabularyOf } from '../template/vocabulary.ts';
import { type Finding, warning } from './finding.ts';
import { onLines, renderedFiles, withText } from './rules-of-text.ts';
import type { Snapshot } from './snapshot.ts';

/** Files in which text means itself, and Markdown, where at worst it looks odd. */
const prose = /(^|\/)(LICENSE|LICENCE|NOTICE|AUTHORS|CODEOWNERS)$|\.(md|markdown|txt|rst)$/i;

/** Languages that no encoder writes for. */
const unserved = /(^|\/)(Makefile|Dockerfile|Justfile)$|\.(sh|bash|zsh|fish|ps1|bat|cmd|mk|html?|xml|svg|css|sql)$/i;

/** What to write in a file, by its name. */
function adviceFor(path: string, name: string): string {
  if (unserved.test(path))
    return 'No encoder writes this language: put the text into a .toml or .json file, and read it from there.';
  const [, own] = /\.(toml|json|yaml|yml)$/i.exec(path.toLowerCase()) ?? [];
  return own
    ? `Write {{${own === 'yml' ? 'yaml' : own} ${name}}}, without quotes around it.`
    : `Write {{json ${name}}} where a string stands, without quotes around it; in a comment, leave it out.`;
}

/** Free text that reaches code or configuration in a way that a quote or a line break in it would break. */
export const rawText = (snapshot: Snapshot): readonly Finding[] => {
  const questions = snapshot.manifest?.questions.filter(({ kind }) => kind === 'text') ?? [];
  const free = `(${['title', 'author', 'folder', 'recreate', ...questions.map(({ name }) => name)].join('|')})`;
  return renderedFiles(snapshot)
    .filter(({ path }) => !prose.test(path))
    .flatMap((file) => {
      const find = (
        pattern: string,
        say: (name: string) => string,
        fix = (name: string) => adviceFor(file.path, name),
      ) => onLines(file, new RegExp(pattern), 'raw-text', (name) => [say(name), fix(name)]);
      return [
        ...find(
          `\\{\\{\\{?[~&]?\\s*${free}\\s*~?\\}\\}`,
          (name) => `${name} is free text: a quote in it would break the file`,
        ),
        ...find(`\\{\\{~?\\s*md\\s+${free}`, (name) => `{{md ${name}}} is for Markdown alone`),
        ...(unserved.test(file.path)
          ? find(
              `\\{\\{~?\\s*(?:toml|json|yaml)\\s+${free}`,
              (name) => `${name} is free text, which could end its string here`,
            )
          : find(
              `(?:"\\{\\{~?\\s*(?:toml|json|yaml)\\s+(\\w+)\\s*~?\\}\\}"|'\\{\\{~?\\s*(?:toml|json|yaml)\\s+\\w+\\s*~?\\}\\}')`,
              () => 'the encoder brings the quotes: with those around it there are two',
              () => 'Take the quotes around the braces away.',
            )),
      ];
    });
};

/** Parts are joined as they are: what comes after one without a last line break goes on in its line. */
export const unendedParts = (snapshot: Snapshot): readonly Finding[] => {
  const parts = withText(snapshot).filter(({ part }) => part !== undefined);
  return parts
    .filter(
      ({ path, file, text }) => /[^\n]$/.test(text) && parts.some((one) => one.path === path && one.file !== file),
    )
    .map(({ file, text }) =>
      warning(
        'unended-part',
        file,
        text.split('\n').length,
        'its last line has no line break, and what follows is joined to it',
        'End the file with a line break.',
      ),
    );
};

/** A name of the format in a file that nobody renders. What makes a template itself has them on purpose. */
export const notRendered = (snapshot: Snapshot): readonly Finding[] => {
  if (!snapshot.manifest) return [];
  const names = vocabularyOf(snapshot.manifest).names.join('|');
  const pattern = new RegExp(
    `(?<![$\\\\{])(\\{\\{~?\\s*(?:(?:toml|json|yaml|md)\\s+)?(?:${names})\\s*~?\\}\\})(?!\\})`,
  );
  return withText(snapshot)
    .filter(({ rendered, path }) => !rendered && !path.endsWith('.hbs'))
    .flatMap((file) =>
      onLines(
        file,
        pattern,
        'not-rendered',
        (found) => [`${found} stays as it is`, 'Add .hbs to the name of the file, to have it rendered.'],
        warning,
      ),
    );
};
