import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { emptyFolder } from '../support/cli.ts';

test.skipIf(process.platform === 'win32')(
  'a second Ctrl-C ends at once what does not let itself be ended',
  async () => {
    const cwd = emptyFolder();
    const manifest = { schema: 1, id: 'tpl', title: 'T', summary: 'S', version: '1.0.0', package: 'mini_project' };
    const commands = { test: ['sh', '-c', "trap '' TERM INT; echo $$ > pid; while :; do sleep 1; done"] };
    mkdirSync(path.join(cwd, 'tpl', 'base'), { recursive: true });
    writeFileSync(path.join(cwd, 'tpl', 'base', 'a.txt'), 'x');
    writeFileSync(
      path.join(cwd, 'tpl', 'template.json'),
      JSON.stringify({ ...manifest, questions: [], layers: [{ path: 'base' }], commands }),
    );
    const words = ['x', '-t', './tpl', '-y', '--no-git', '--verify', '--trust'];
    const child = spawn(inject('bin'), words, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_, signal) => done(signal)));
    let said = '';
    for await (const piece of child.stderr) {
      said += piece;
      if (said.includes('trap')) break;
    }
    await setTimeout(500);
    child.kill('SIGINT');
    await setTimeout(1_000);
    const began = performance.now();
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(performance.now() - began).toBeLessThan(1_000);
  },
);
