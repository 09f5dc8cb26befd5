import { inspect } from '../template/handlebars.ts';
import { vocabularyOf } from '../template/vocabulary.ts';
import { error, type Finding, type Rule, warning } from './finding.ts';
import type { SeenFile, Snapshot } from './snapshot.ts';

export const withText = ({ layers }: Snapshot): readonly (SeenFile & { readonly text: string })[] =>
  layers.flatMap(({ files }) => files.flatMap(({ text, ...file }) => (text === undefined ? [] : [{ ...file, text }])));

export const renderedFiles = (snapshot: Snapshot): ReturnType<typeof withText> =>
  withText(snapshot).filter(({ rendered }) => rendered);

/** A finding for each line that matches. */
export function onLines(
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

/** GitHub's expressions, Jinja's tags and raw blocks: what another program was meant to read. */
const eaten = /(?<!\\)(\$\{\{|\{\{\{\{|\{%)/;

export const unknownNames = (snapshot: Snapshot): readonly Finding[] => {
  const { manifest } = snapshot;
  if (!manifest) return [];
  const vocabulary = vocabularyOf(manifest);
  return renderedFiles(snapshot).flatMap(({ file, text }) => {
    const lines = text.split('\n');
    return inspect(text, vocabulary).problems.flatMap(({ line, problem }) => {
      const parse = /^Parse error on line (\d+):/.exec(problem);
      // That braces were meant for another program has been said, and is why these do not parse.
      if (eaten.test(line === undefined ? text : (lines[line - 1] ?? ''))) return [];
      const said = parse ? 'its braces do not match, or a block has no end' : problem;
      const fix = 'Use one of the names and helpers that docs/templates.md lists.';
      return [error('unknown-name', file, line ?? Number(parse?.[1] ?? 1), said, fix)];
    });
  });
};

export const notText = ({ layers }: Snapshot): readonly Finding[] =>
  layers.flatMap(({ files }) =>
    files
      .filter(({ rendered, part, text }) => (rendered || part !== undefined) && text === undefined)
      .map(({ file }) =>
        error('unreadable-file', file, 1, 'it is not UTF-8 text', 'Only text can be rendered or joined.'),
      ),
  );

export const eatenBraces = (snapshot: Snapshot): readonly Finding[] =>
  renderedFiles(snapshot).flatMap((file) =>
    onLines(file, eaten, 'eaten-braces', (found) => [
      `${found} stands in a file that is rendered`,
      'Take .hbs off the name, or put the lines into a part of their own.',
    ]),
  );

/** Well-known forms of keys; what was found is never printed. */
const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/],
  ['a key of AWS', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a token of GitHub', /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a key of OpenAI or Anthropic', /\bsk-(?=[A-Za-z_-]*\d)(ant-|proj-)?[A-Za-z0-9_-]{32,}/],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{30,}\b/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
];

/** Somebody's own folder, which no other machine has. */
export const machinePaths = (snapshot: Snapshot): readonly Finding[] =>
  withText(snapshot).flatMap((file) =>
    onLines(
      file,
      /(?<![\w.~-])(\/(?:home|Users)\/(?!runner|user\b|you\b|app\b|[A-Z])[\w.-]+\/|[A-Z]:\\+Users\\+[\w.-]+)/,
      'machine-path',
      (found) => [`${found} is a folder of one machine`, 'Name it from the folder of the project.'],
      warning,
    ),
  );

export const secretFiles = (snapshot: Snapshot): readonly Finding[] => {
  const fix = 'Take it out, and make it invalid where it was issued.';
  const named = snapshot.layers
    .flatMap(({ files }) => files)
    .filter(({ path }) =>
      /(^|\/)(\.env(\.(?!example|sample|template|dist)[\w-]+)?|id_(rsa|ed25519)|\.netrc|\.pypirc)$/.test(path),
    )
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
