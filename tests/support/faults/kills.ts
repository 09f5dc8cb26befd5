import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { cli, emptyFolder } from '../cli.ts';
import { tried } from './seeds.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const;

/** Sends the command a signal at any moment, so many times: what was there stays, and of what was to come all is there or none. */
export async function kills(count: number): Promise<void> {
  let lost = 0;
  const any = fc.record({
    name: fc.constantFrom(...signals),
    after: fc.integer({ min: 0, max: 600 }),
    inside: fc.boolean(),
  });
  await tried(
    'kills',
    any,
    async ({ name, after, inside }) => {
      const cwd = emptyFolder();
      writeFileSync(path.join(cwd, 'mine.txt'), 'mine');
      const words = [inside ? '.' : 'x', '--name', 'some-thing', '-y', '--no-git', '--author', 'Ada'];
      await cli(words, { cwd, signal: { name, after } });
      if (readFileSync(path.join(cwd, 'mine.txt'), 'utf8') !== 'mine') lost += 1;
      const target = inside ? cwd : path.join(cwd, 'x');
      const names = existsSync(target)
        ? readdirSync(target).filter((one) => one !== 'mine.txt' && !one.includes('staging'))
        : [];
      // Who is killed cannot take anything back; in a folder that was there the files come one by one, whole.
      const isCut = name === 'SIGKILL' && inside;
      if (!isCut && names.length > 0 && !names.includes('.ml-portfolio.json'))
        throw new Error(`half a project: ${names}`);
      if (!isCut && names.length > 0 && !names.includes('README.md')) throw new Error(`half a project: ${names}`);
      if (lost > 0) throw new Error('a file of the user is lost');
    },
    count,
  );
  process.stdout.write(`signals sent: ${count}, files lost: ${lost}\n`);
}
