import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pythonWith } from '../tests/support/python.ts';
import { main as layOut } from './layout.ts';

/** Recomputes published reference results with the templates' own code, and fails where one is missed. */
export async function main(root: string): Promise<void> {
  await layOut(root);
  const folder = path.join(root, 'tests', 'oracles');
  for (const script of readdirSync(folder).filter((name) => name.endsWith('.py'))) {
    const layouts = path.join(root, '.layouts', script.replace(/\.py$/, '').replaceAll('_', '-'));
    const constraints = readFileSync(path.join(layouts, readdirSync(layouts)[0] ?? '', 'constraints.txt'), 'utf8');
    const file = path.join(folder, script);
    // What an oracle is held against, and no project needs, stands in a comment of its own.
    const others = /^# requires: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1]?.split(' ') ?? [];
    const held = constraints.split('\n').filter((line) => /^[\w-]+==/.test(line));
    const python = pythonWith([...new Set([...held, ...others])]);
    console.log(script);
    execFileSync(python, [file, layouts], { stdio: 'inherit' });
  }
}
