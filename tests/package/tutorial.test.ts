import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { emptyFolder, runProgram } from '../support/cli.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');

interface Block {
  readonly language: string;
  readonly file?: string;
  readonly text: string;
}

/** Every fenced block of a page, in order. */
const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(path.join(docs, page), 'utf8').matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', file, text = '']): Block => ({ language, text, ...(file ? { file } : {}) }),
  );

/** What is printed on the page, with `…` for anything. */
const printed = (text: string): RegExp =>
  new RegExp(
    `^${text
      .trim()
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\S]*')}$`,
  );

test.each([
  ['templates.md', 7],
  ['own-data.md', 10],
])('docs/%s, followed word by word, does what it says', async (page, commands) => {
  const blocks = blocksOf(page);
  const cwd = emptyFolder();
  const bin = emptyFolder();
  // What the page calls by npx is the package that the tests have packed and installed.
  writeFileSync(path.join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${inject('bin')}" "$@"\n`);
  chmodSync(path.join(bin, 'npx'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}`, XDG_CONFIG_HOME: emptyFolder(), GIT_CONFIG_GLOBAL: '/dev/null' };
  let last = '';
  for (const { language, file, text } of blocks) {
    if (file) {
      mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
      writeFileSync(path.join(cwd, file), text);
    } else if (language === 'sh') {
      const { code, stdout, stderr } = await runProgram('sh', ['-e', '-c', text], { cwd, env });
      expect({ text, code, stdout, stderr }).toMatchObject({ code: 0 });
      last = stdout;
    } else if (language === 'text') {
      expect(last.replace(/^Created[\s\S]*?(?=^#)/m, '').trim()).toMatch(printed(text));
    }
  }
  expect(blocks.filter((block) => block.language === 'sh').length).toBeGreaterThanOrEqual(commands);
});
