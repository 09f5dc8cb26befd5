import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands.ts';
import { completionScript } from '../../src/completion/completion.ts';
import { quotedForPowerShell } from '../../src/completion/quote.ts';
import { completionTable } from '../../src/completion/table.ts';
import { flags, shells } from '../../src/flags.ts';
import { manifests } from '../support/manifests.ts';

// No PowerShell comes from npm, PyPI or Debian; what can be seen without one is that it would read back what was meant.
describe('powershell, not run', () => {
  test.each([
    ["it's", "'it''s'"],
    ['‘a’', "'‘‘a’’'"],
    ['$x `y "z" [1]', '\'$x `y "z" [1]\''],
  ])('%s is quoted', (text, quoted) => {
    expect(quotedForPowerShell(text)).toBe(quoted);
  });

  test('brackets close, outside of quoted text', () => {
    const bare = completionScript('powershell', manifests, commands).replace(/'(?:[^']|'')*'|"[^"]*"/g, '');
    const open: string[] = [];
    for (const [one] of bare.matchAll(/[[\](){}]/g))
      if ('([{'.includes(one)) open.push(one);
      else expect(`${open.pop()}${one}`).toMatch(/^(\(\)|\[\]|\{\})$/);
    expect(open).toEqual([]);
  });
});

test('every flag is in every script', () => {
  for (const shell of shells)
    for (const { name } of flags) expect(completionScript(shell, manifests, commands)).toContain(`'--${name}`);
});

test('no template, no rows of templates', () => {
  expect(completionTable([], commands).rows.map(({ of }) => of)).not.toContain('--template');
});
