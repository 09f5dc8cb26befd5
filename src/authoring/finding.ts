import type { Answers } from '../types.ts';

/** Something wrong with a template, where, and what to do about it. */
export interface Finding {
  readonly rule: Rule;
  readonly level: 'error' | 'warning';
  /** Relative to the template's folder. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** Each rule, and what it finds. docs/templates.md lists them from here. */
export const rules = {
  manifest: 'template.json is missing, is not valid JSON, has a key twice, or says what cannot be',
  extends: 'the template that it builds on cannot be found or used',
  layer: 'a folder of files that is missing, empty, lies outside, or can never be laid',
  'unreadable-file':
    'a link, a device, a file that is not UTF-8 where text is needed, or more than a template may hold',
  'unsafe-name': 'a name that leads outside, into .git, or shows as another; files that git takes for a repository',
  'unportable-name': 'a name that Windows or a disk without case cannot hold, or not beside another',
  'hidden-name': 'a file whose underscore becomes a dot, and whose name is known with the underscore',
  'npm-drops': 'a file that npm leaves out or obeys when the template is published',
  collision: 'two files for one path, which the same answers can bring together',
  'unknown-name': 'a name in a .hbs file that does not exist, or a construct that the format does not have',
  'unused-question': 'a question whose answer changes nothing',
  'unused-choice': 'an extra that brings nothing',
  'unused-data': 'what a layer merges, and no .hbs file reads',
  'eaten-braces': 'braces of another language in a .hbs file, which would be rendered',
  'raw-text':
    'free text in code or configuration without its encoder, or in quotes beside it, which a quote would break',
  'not-rendered': 'a name in braces in a file that does not end in .hbs, where it stays as it is',
  'unended-part': 'a part whose last line has no line break, so that the next one is joined to it',
  sentinel: 'the name of the project where it is not replaced: inside a longer word, or in a .hbs file; or nowhere',
  'large-file': 'a file that makes every project heavy',
  secret: 'what looks like a key or a password',
  'machine-path': "a folder of somebody's own, which no other machine has",
  'broken-link': 'a relative link in Markdown to a file that the project does not have',
  'not-deterministic': 'two plans of the same answers that differ',
} as const;

export type Rule = keyof typeof rules;

export const error = (rule: Rule, file: string, line: number, message: string, fix: string): Finding => ({
  ...{ rule, level: 'error', file, line, message, fix },
});

export const warning = (rule: Rule, file: string, line: number, message: string, fix: string): Finding => ({
  ...{ rule, level: 'warning', file, line, message, fix },
});

/** One project that was made of a template, and how its tests ended. */
export interface Trial {
  readonly answers: Answers;
  readonly ok: boolean;
  /** Why it is not ok, and the last lines that were printed. */
  readonly problem?: string;
  readonly output?: readonly string[];
}
