import { inspect } from '../handlebars.ts';
import { hyphenated, vocabularyOf } from '../plan.ts';
import { countIdentifiers } from '../replace.ts';
import { error, type Finding, type Rule, warning } from './finding.ts';
import type { SeenFile, Snapshot } from './snapshot.ts';

const withText = ({ layers }: Snapshot): readonly (SeenFile & { readonly text: string })[] =>
  layers.flatMap(({ files }) => files.flatMap(({ text, ...file }) => (text === undefined ? [] : [{ ...file, text }])));

const renderedFiles = (snapshot: Snapshot): ReturnType<typeof withText> =>
  withText(snapshot).filter(({ rendered }) => rendered);

/** A finding for each line that matches. */
function onLines(
  { file, text }: { readonly file: string; readonly text: string },
  pattern: RegExp,
  rule: Rule,
  say: (found: string) => readonly [message: string, fix: string],
  level: typeof error = error,
): readonly Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const match = pattern.exec(line);
    return match ? [level(rule, file, index + 1, ...say(match[1] ?? match[0]))] : [];
  });
}

export const unknownNames = (snapshot: Snapshot): readonly Finding[] => {
  const { manifest } = snapshot;
  if (!manifest) return [];
  const vocabulary = vocabularyOf(manifest);
  return renderedFiles(snapshot).flatMap(({ file, text }) =>
    inspect(text, vocabulary).problems.map(({ line = 1, problem }) =>
      error('unknown-name', file, line, problem, 'docs/templates.md lists the names and helpers that there are.'),
    ),
  );
};

export const notText = ({ layers }: Snapshot): readonly Finding[] =>
  layers.flatMap(({ files }) =>
    files
      .filter(({ rendered, part, text }) => (rendered || part !== undefined) && text === undefined)
      .map(({ file }) =>
        error('unreadable-file', file, 1, 'it is not UTF-8 text', 'Only text can be rendered or joined.'),
      ),
  );

/** GitHub's expressions, Jinja's tags and raw blocks: what another program was meant to read. */
export const eatenBraces = (snapshot: Snapshot): readonly Finding[] =>
  renderedFiles(snapshot).flatMap((file) =>
    onLines(file, /(?<!\\)(\$\{\{|\{\{\{\{|\{%)/, 'eaten-braces', (found) => [
      `${found} stands in a file that is rendered`,
      'Take .hbs off the name, or put the lines into a part of their own.',
    ]),
  );

const prose = /(^|\/)(LICENSE|LICENCE|NOTICE|AUTHORS|CODEOWNERS)$|\.(md|txt|rst|html?)$/i;

export const rawText = (snapshot: Snapshot): readonly Finding[] => {
  const questions = snapshot.manifest?.questions.filter(({ kind }) => kind === 'text') ?? [];
  const free = ['title', 'author', 'folder', 'recreate', ...questions.map(({ name }) => name)].join('|');
  return renderedFiles(snapshot)
    .filter(({ path }) => !prose.test(path))
    .flatMap((file) =>
      onLines(file, new RegExp(`\\{\\{\\{?[~&]?\\s*(${free})\\s*~?\\}\\}`), 'raw-text', (name) => [
        `${name} is free text: a quote in it would break the file`,
        `Write {{toml ${name}}}, {{json ${name}}} or {{yaml ${name}}}, without quotes around it.`,
      ]),
    );
};

export const sentinels = (snapshot: Snapshot): readonly Finding[] => {
  const { manifest, layers, base } = snapshot;
  if (!manifest) return [];
  const names = [manifest.package, hyphenated(manifest.package)];
  const inside = withText(snapshot).flatMap((file) =>
    file.text.split('\n').flatMap((line, index) =>
      names.flatMap((name) => {
        const isThere = line.includes(name);
        const whole = countIdentifiers(line, name);
        if (file.rendered && whole > 0)
          return [
            error(
              'sentinel',
              file.file,
              index + 1,
              `${name} is not replaced in a file that is rendered`,
              'Write {{package}} or {{project}}.',
            ),
          ];
        const all = line.split(name).length - 1;
        return isThere &&
          all > whole &&
          !names.some((other) => other !== name && other.includes(name) && line.includes(other))
          ? [
              warning(
                'sentinel',
                file.file,
                index + 1,
                `${name} is part of a longer word, where it is not replaced`,
                'Use the name as a word of its own, or another word.',
              ),
            ]
          : [];
      }),
    ),
  );
  const used = layers.some(({ files }) =>
    files.some(({ path, text = '', rendered }) =>
      rendered
        ? /\{\{[^}]*\b(package|project)\b/.test(text)
        : names.some((name) => countIdentifiers(path, name) + countIdentifiers(text, name) > 0),
    ),
  );
  const nowhere = warning(
    'sentinel',
    'template.json',
    snapshot.lineOf('package'),
    `${manifest.package} stands in no file`,
    'Use it where a project has its own name.',
  );
  return used || base || layers.length === 0 ? inside : [...inside, nowhere];
};

/** Well-known forms of keys; what was found is never printed. */
const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/],
  ['a key of AWS', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a token of GitHub', /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a key of OpenAI or Anthropic', /\bsk-(ant-|proj-)?[A-Za-z0-9_-]{32,}/],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{30,}\b/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
];

export const secretFiles = (snapshot: Snapshot): readonly Finding[] => {
  const fix = 'Take it out, and make it invalid where it was issued.';
  const named = snapshot.layers
    .flatMap(({ files }) => files)
    .filter(({ path }) => /(^|\/)(\.env(\.local)?|id_(rsa|ed25519)|\.netrc|\.pypirc)$/.test(path))
    .map(({ file }) =>
      error('secret', file, 1, 'files of this name hold secrets', 'Leave it out; write an example beside it.'),
    );
  const inside = withText(snapshot).flatMap((file) =>
    secrets.flatMap(([what, pattern]) => onLines(file, pattern, 'secret', () => [`it looks like ${what}`, fix])),
  );
  return [...named, ...inside];
};

const MB = 1_000_000;

export const largeFiles = ({ layers }: Snapshot): readonly Finding[] =>
  layers
    .flatMap(({ files }) => files)
    .filter(({ bytes }) => bytes > MB)
    .map(({ file, bytes }) =>
      (bytes > 20 * MB ? error : warning)(
        'large-file',
        file,
        1,
        `it has ${(bytes / MB).toFixed(1)} MB, and every project gets it`,
        'Have the project download it, or leave it out.',
      ),
    );
