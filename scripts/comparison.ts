import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fs from 'fs-extra';
import { type Case, cases, type Ended, filesIn } from './comparison/cases.ts';
import { makeTemplates } from './comparison/fixtures.ts';
import { drawPage, type Row } from './comparison/page.ts';
import { install, peers, weigh } from './comparison/peers.ts';

/** Installs well-known scaffolders, runs every case for real, and writes `docs/comparison.md`. Two or three minutes, more on the first run. */
export async function main(root: string): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'comparison-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', work], { cwd: root });
  const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  const cache = path.join(root, '.cache', 'comparison');
  const installed = peers.map((peer) => ({ peer, programs: install(peer, cache, tarball) }));
  const templates = path.join(work, 'templates');
  makeTemplates(templates);
  const env = {
    HOME: mkdtempSync(path.join(work, 'home-')),
    T: templates,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    COLUMNS: '400', // so that no message is cut in the middle of a path
    DO_NOT_TRACK: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  writeFileSync(path.join(env.HOME, '.gitconfig'), '[user]\nname = Ada\nemail = ada@example.org\n');
  const rows: Row[] = [];
  for (const one of cases)
    for (const [name, command] of Object.entries(one.commands)) {
      const folder = path.join(mkdtempSync(path.join(work, 'run-')), 'a', 'b', 'c');
      fs.ensureDirSync(folder);
      // Each command finds its own tool alone: the environments of the others are no part of it.
      const own = installed.find(({ peer }) => peer.name === name.split(' ')[0]);
      const PATH = `${own?.programs}${path.delimiter}${process.env.PATH}`;
      const ended = await runCase(one, command, folder, { ...env, PATH });
      const observed = one
        .observe(ended)
        .replaceAll(folder, '.')
        .replaceAll(templates, '$T')
        .replaceAll(work, '…')
        .replaceAll(cache, '…');
      rows.push({ title: one.title, tool: name, command, code: ended.code, observed });
      console.log(`${one.title} | ${name} | ${ended.code} | ${observed}`);
    }
  const weights = installed.map(({ peer, programs }) => ({ peer, ...weigh(peer, programs) }));
  const { version } = fs.readJsonSync(path.join(root, 'package.json'));
  writeFileSync(path.join(root, 'docs', 'comparison.md'), drawPage(cases, rows, weights, version));
  fs.removeSync(work);
}

const patience = 20_000;

/** Runs a command with an empty standard input, in a process group of its own. */
function runCase(one: Case, command: string, folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn('bash', ['-c', command], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch {
      // It has ended already.
    }
  };
  let output = '';
  let late = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      output += bytes;
    });
  const timer = setTimeout(
    () => {
      late = true;
      signal('SIGKILL');
    },
    command.includes('--verify') ? 600_000 : patience,
  );
  const watch = one.interrupt
    ? setInterval(() => {
        if (filesIn(folder).length === 0) return;
        clearInterval(watch);
        signal('SIGINT');
      }, 1)
    : undefined;
  return new Promise((resolve) =>
    child.on('close', (code, name) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve({ code: late ? 'none' : (code ?? (name === 'SIGINT' ? 130 : 128)), output, folder });
    }),
  );
}
