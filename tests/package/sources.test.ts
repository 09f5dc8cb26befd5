import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeTemplate } from '../fixtures/hostile/build.ts';
import { cli, type Ended, emptyFolder, runProgram, snapshot } from '../support/cli.ts';
import { type Registry, serveTarball } from '../support/npm-registry.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A machine of its own: a place to work in and an empty cache; nothing of ours is asked for a name. */
class Machine {
  readonly cwd = emptyFolder();
  readonly cache = emptyFolder();
  readonly env: Env;

  constructor(env: Env = {}) {
    this.env = { XDG_CACHE_HOME: this.cache, ...env };
  }

  create(source: string, folder = 'x', ...words: string[]): Promise<Ended> {
    return cli([folder, '-t', source, '-y', '--no-git', '--author', 'Ada', '--year', '2026', ...words], this);
  }

  /** What the project says that it was made from. */
  record(folder = 'x'): { readonly recreate: string; readonly template: Readonly<Record<string, string>> } {
    return JSON.parse(readFileSync(path.join(this.cwd, folder, '.ml-portfolio.json'), 'utf8'));
  }

  get kept(): readonly string[] {
    return readdirSync(path.join(this.cache, 'create-ml-portfolio', 'templates'));
  }

  get left(): readonly string[] {
    const names = Object.keys(snapshot(this.cache));
    return names.filter((name) => name.includes('staging')).slice(0, 1);
  }

  /** One sentence, a next step, nothing left anywhere. */
  async refuses(source: string, says: RegExp, code = 2, ...words: string[]): Promise<void> {
    const { code: ended, stderr } = await this.create(source, 'refused', ...words);
    const said = stderr.replace(/^(Fetching|Downloading) .+ …\n/, '');
    expect(said).toMatch(says);
    expect(said).toMatch(/^Error: .+\n(?: {2}.+\n)*.+\n$/);
    expect({ ended, left: this.left, made: readdirSync(this.cwd).includes('refused') }).toEqual({
      ended: code,
      left: [],
      made: false,
    });
  }
}

const created = { code: 0 };
const fetched = { code: 0, stderr: expect.stringMatching(/^Fetching .+ …\n$/) };

/** The command that a project keeps, run elsewhere, makes the same project. */
async function recreates(machine: Machine, folder = 'x'): Promise<void> {
  const elsewhere = emptyFolder();
  const script = `${machine.record(folder).recreate.replace(/^npx \S+/, `'${inject('bin')}'`)} --no-git`;
  const { code, stderr } = await runProgram('sh', ['-c', script], { cwd: elsewhere, env: machine.env });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  // Which source was named is recorded as it was named.
  const files = (at: string): Record<string, string> => ({ ...snapshot(at), '.ml-portfolio.json': '' });
  expect(files(path.join(elsewhere, folder))).toEqual(files(path.join(machine.cwd, folder)));
}

/** A repository whose template lies at the top, and another one in a folder of it. */
class Repository {
  readonly folder = emptyFolder();
  readonly url = `git+file://${this.folder}`;

  constructor() {
    this.git('init', '--quiet', '-b', 'main');
    writeTemplate(this.folder);
    writeTemplate(path.join(this.folder, 'inner', 'deep'));
    writeFileSync(path.join(this.folder, 'inner', 'deep', 'base', 'a.txt'), 'inner');
    this.commit('first');
  }

  git(...words: string[]): string {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...words], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  commit(message: string): string {
    this.git('add', '-A');
    this.git('commit', '--quiet', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  change(text: string): string {
    writeFileSync(path.join(this.folder, 'base', 'a.txt'), text);
    return this.commit(text);
  }

  /** What makes git find this repository where it is asked for another. */
  instead(url: string): Env {
    return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.file://${this.folder}.insteadOf`, GIT_CONFIG_VALUE_0: url };
  }
}

describe('a repository', () => {
  const repository = new Repository();
  const first = repository.git('rev-parse', 'HEAD');
  repository.git('tag', 'light');
  repository.git('tag', '-a', 'v1.0.0', '-m', 'v1.0.0');
  repository.git('branch', 'feature/x');
  const second = repository.change('second');

  test.each([
    ['its default branch', '', second, 'second'],
    ['a branch', '#feature/x', first, 'x'],
    ['a tag', '#light', first, 'x'],
    ['an annotated tag', '#v1.0.0', first, 'x'],
    ['a commit', `#${first}`, first, 'x'],
  ])('%s', async (_, ref, commit, text) => {
    const machine = new Machine();
    expect(await machine.create(`${repository.url}${ref}`)).toMatchObject(fetched);
    expect(readFileSync(path.join(machine.cwd, 'x', 'a.txt'), 'utf8')).toBe(text);
    const { template, recreate } = machine.record();
    expect(template).toMatchObject({ source: `${repository.url}${ref}`, resolved: commit });
    expect(recreate).toContain(`${repository.url}#${commit}`);
    expect(machine.left).toEqual([]);
    await recreates(machine);
  });

  test.each([
    ['gh', 'https://github.com/'],
    ['gl', 'https://gitlab.com/'],
    ['bb', 'https://bitbucket.org/'],
    ['cb', 'https://codeberg.org/'],
  ])('%s: is short for %s, and a folder in it can be named', async (scheme, host) => {
    const machine = new Machine(repository.instead(`${host}ada/ml.git`));
    expect(await machine.create(`${scheme}:ada/ml/inner/deep#main`)).toMatchObject(fetched);
    expect(readFileSync(path.join(machine.cwd, 'x', 'a.txt'), 'utf8')).toBe('inner');
    expect(machine.record().recreate).toContain(`--template="${scheme}:ada/ml/inner/deep#${second}"`);
    await recreates(machine);
  });

  test('the project can be made again after its branch has moved on, from the record alone', async () => {
    const [own, machine] = [new Repository(), new Machine()];
    await machine.create(`${own.url}#main`);
    own.change('later');
    await recreates(machine);
    await machine.create(`${own.url}#main`, 'y');
    expect(readFileSync(path.join(machine.cwd, 'y', 'a.txt'), 'utf8')).toBe('later');
  });

  test.each<[string, string, RegExp]>([
    ['no such branch', '#nowhere', /has no branch, tag or commit called nowhere/],
    ['half a commit', `#${first.slice(0, 10)}`, /A commit must be written whole/],
    ['a commit of another', `#${'0'.repeat(39)}1`, /has no branch, tag or commit/],
  ])('%s', async (_, ref, says) => {
    await new Machine().refuses(`${repository.url}${ref}`, says);
  });

  test('no such folder in it, or one that holds no template', async () => {
    const machine = new Machine(repository.instead('https://github.com/ada/ml.git'));
    await machine.refuses('gh:ada/ml/nowhere', /There is no folder nowhere in/);
    await machine.refuses('gh:ada/ml/base/a.txt', /There is no folder base\/a\.txt/);
    await machine.refuses('gh:ada/ml/inner/deep/base', /is not a template: it has no template\.json/, 4);
  });

  test('no such repository, and one that is empty', async () => {
    const empty = emptyFolder();
    execFileSync('git', ['init', '--quiet', '--bare', empty]);
    await new Machine().refuses('git+file:///nowhere/at/all', /does not exist/);
    await new Machine().refuses(`git+file://${empty}`, /is an empty repository/);
  });

  test('a host that nobody answers at, and one that asks who we are', async () => {
    await new Machine().refuses('git+http://127.0.0.1:1/x.git', /cannot be reached/);
    const server = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    );
    await new Machine().refuses(`git+${server.url}/x.git`, /is private, or does not exist/);
    server.close();
  });

  test('no git', async () => {
    const programs = emptyFolder();
    symlinkSync(process.execPath, path.join(programs, 'node'));
    await new Machine({ PATH: programs }).refuses(repository.url, /git is needed .* and is not installed/);
  });

  test('neither its hooks, its submodules nor filters of ours run, and no transport that is a command', async () => {
    const [own, out] = [new Repository(), emptyFolder()];
    writeFileSync(path.join(own.folder, '.gitattributes'), '* filter=evil\n');
    writeFileSync(
      path.join(own.folder, '.gitmodules'),
      `[submodule "m"]\n\tpath = m\n\turl = ext::sh -c 'touch ${out}/submodule'\n`,
    );
    own.commit('evil');
    const config = path.join(out, 'config');
    writeFileSync(config, `[filter "evil"]\n\tsmudge = touch ${out}/filter; cat\n[core]\n\thooksPath = ${out}\n`);
    writeFileSync(path.join(out, 'reference-transaction'), `#!/bin/sh\ntouch ${out}/hook\n`, { mode: 0o755 });
    expect(await new Machine({ GIT_CONFIG_GLOBAL: config }).create(own.url)).toMatchObject(created);
    const ext = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.ext::sh -c touch% ${out}/ext %.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/',
    };
    await new Machine({ ...ext, GIT_CONFIG_GLOBAL: config }).refuses('gh:ada/ml', /could not be fetched/);
    expect(readdirSync(out).sort()).toEqual(['config', 'reference-transaction']);
  });

  test('a hook of another repository that starts us is not written to', async () => {
    const other = emptyFolder();
    const env = { GIT_DIR: other, GIT_WORK_TREE: other, GIT_OBJECT_DIRECTORY: other, GIT_INDEX_FILE: `${other}/index` };
    expect(await new Machine(env).create(repository.url)).toMatchObject(created);
    expect(readdirSync(other)).toEqual([]);
  });

  test("the user's own ssh is used, in the order in which git asks for it", async () => {
    const out = emptyFolder();
    const program = (name: string): string => {
      const file = path.join(out, name);
      writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> '${out}/log'\nexit 1\n`, { mode: 0o755 });
      return file;
    };
    const [ssh, plink, other] = ['ssh', 'plink', 'other'].map(program);
    writeFileSync(path.join(out, 'config'), `[core]\n\tsshCommand = ${ssh} -F none\n`);
    const config = { GIT_CONFIG_GLOBAL: path.join(out, 'config') };
    const none = { GIT_CONFIG_GLOBAL: path.join(out, 'none') };
    const quiet = '-o BatchMode=yes -o ConnectTimeout=20';
    for (const [env, used] of [
      [config, `ssh -F none ${quiet}`],
      [{ ...config, GIT_SSH_COMMAND: `${other} --x` }, 'other --x'],
      [{ ...none, GIT_SSH_COMMAND: `'${ssh}' -v` }, `ssh -v ${quiet}`],
      [{ ...none, GIT_SSH: plink }, 'plink'],
      [{ ...config, GIT_SSH: plink }, `ssh -F none ${quiet}`],
      [{ ...none, PATH: `${out}:${process.env.PATH}` }, `ssh ${quiet}`],
    ] as const) {
      rmSync(path.join(out, 'log'), { force: true });
      const { code } = await new Machine(env).create('git+ssh://git@example.com/x.git');
      const lines = readFileSync(path.join(out, 'log'), 'utf8').split('\n');
      expect({ code, line: lines.find((line) => line.includes('git@example.com')) }).toEqual({
        code: 2,
        line: expect.stringContaining(`${used} `),
      });
    }
  });

  test('a link in it is refused', async () => {
    const own = new Repository();
    symlinkSync('/etc/passwd', path.join(own.folder, 'base', 'link'));
    own.commit('link');
    await new Machine().refuses(own.url, /"base\/link" is a link/, 4);
  });
});

interface Served {
  readonly url: string;
  close(): void;
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A template, packed in one folder as npm and the hosts do. */
function packed(about: object = {}): string {
  const folder = emptyFolder();
  writeTemplate(path.join(folder, 'package'));
  writeFileSync(path.join(folder, 'package', 'package.json'), JSON.stringify(about));
  execFileSync('tar', ['-czf', 'template.tgz', 'package'], { cwd: folder });
  return path.join(folder, 'template.tgz');
}

describe('an archive', () => {
  const file = packed();
  const bytes = readFileSync(file);
  let server: Served;

  beforeAll(async () => {
    server = await serve(({ url = '' }, response) => {
      const status = Number(/^\/status\/(\d+)/.exec(url)?.[1] ?? 0);
      if (status) response.writeHead(status).end('no');
      else if (url === '/short.tgz')
        response.writeHead(200, { 'content-length': bytes.length + 100 }).write(bytes, () => response.destroy());
      else if (url === '/half.tgz') response.end(bytes.subarray(0, 200));
      else if (url === '/page.tgz') response.setHeader('content-type', 'text/html').end('<html>Hello</html>');
      else if (url === '/slow.tgz') response.write(bytes.subarray(0, 200));
      else if (url === '/moved.tgz') response.writeHead(302, { location: '/template.tgz' }).end();
      else if (url === '/plain.tgz') response.writeHead(302, { location: 'http://example.com/x.tgz' }).end();
      else if (url === '/round.tgz') response.writeHead(302, { location: '/round.tgz' }).end();
      else if (url === '/large.tgz')
        response.writeHead(200, { 'content-length': 60_000_000 }).end(Buffer.alloc(60_000_000, bytes));
      else response.end(bytes);
    });
  });
  afterAll(() => server.close());

  test('on this disk, with and without a folder around everything', async () => {
    const machine = new Machine();
    const folder = path.dirname(file);
    execFileSync('tar', ['-czf', path.join(machine.cwd, 'flat.tar.gz'), '-C', path.join(folder, 'package'), '.']);
    expect(await machine.create(file)).toMatchObject(created);
    expect(await machine.create('flat.tar.gz', 'y')).toMatchObject(created);
    expect(machine.record().template).not.toHaveProperty('resolved');
    await recreates(machine);
    await machine.refuses('./nowhere.tgz', /There is no template archive at/);
  });

  test('on the web, at once or moved', async () => {
    const machine = new Machine();
    expect(await machine.create(`${server.url}/template.tgz`)).toMatchObject(created);
    expect(await machine.create(`${server.url}/moved.tgz`, 'y')).toMatchObject(created);
    expect(machine.record('y').template).toMatchObject({
      source: `${server.url}/moved.tgz`,
      resolved: `${server.url}/template.tgz`,
    });
    expect(machine.kept).toHaveLength(1);
    await recreates(machine);
  });

  test('that was added is listed out of the cache: nobody is asked', async () => {
    let asked = 0;
    const own = await serve((_, response) => {
      asked += 1;
      response.end(bytes);
    });
    const machine = new Machine({ XDG_CONFIG_HOME: emptyFolder() });
    expect(await cli(['template', 'add', `${own.url}/x.tgz`, '--as', 'theirs'], machine)).toMatchObject(created);
    const before = asked;
    const { stdout, stderr } = await cli(['list'], machine);
    expect({ stdout, stderr, asked }).toEqual({
      stdout: expect.stringMatching(/^theirs +.+ \(added\)$/m),
      stderr: '',
      asked: before,
    });
    own.close();
    expect((await cli(['template', 'list'], machine)).stdout).toBe(`theirs 1.0.0  ${own.url}/x.tgz\n`);
  });

  test.each<[string, string, RegExp, number]>([
    ['nothing there', '/status/404', /nothing is there \(404\)/, 2],
    ['a login', '/status/401', /asks who you are \(401\)/, 2],
    ['a ban', '/status/403', /does not let you \(403\)/, 2],
    ['a fault', '/status/500', /answers 500/, 2],
    ['an end before the end', '/short.tgz', /ended after/, 2],
    ['an archive cut off', '/half.tgz', /damaged/, 4],
    ['a page', '/page.tgz', /damaged, or is none/, 4],
    ['a way to what is not encrypted', '/plain.tgz', /not encrypted/, 2],
    ['a way in circles', '/round.tgz', /leads on and on/, 2],
    ['more than 50 MB', '/large.tgz', /larger than 50 MB|damaged|times its size/, 4],
  ])('%s', async (_, at, says, code) => {
    await new Machine().refuses(`${server.url}${at}`, says, code);
  });

  test('nobody there', async () => {
    const gone = await serve(() => {});
    gone.close();
    await new Machine().refuses(`${gone.url}/x.tgz`, /nobody answers there/);
    await new Machine().refuses('https://nowhere.invalid/x.tgz', /no such host|no network/);
  });

  test('Ctrl-C while it comes leaves nothing', async () => {
    const machine = new Machine();
    const words = ['x', '-t', `${server.url}/slow.tgz`, '-y'];
    const { code, stderr } = await cli(words, { ...machine, signal: { after: 'Downloading', name: 'SIGINT' } });
    expect({ code, left: machine.left, made: readdirSync(machine.cwd) }).toEqual({ code: 130, left: [], made: [] });
    expect(stderr).toMatch(/Cancelled; nothing was written/);
  });

  test('kill -9 while it comes leaves a staging folder, which the next run removes', async () => {
    const machine = new Machine();
    const words = ['x', '-t', `${server.url}/slow.tgz`, '-y'];
    await cli(words, { ...machine, signal: { after: 'Downloading', name: 'SIGKILL' } });
    expect(machine.left).toHaveLength(1);
    expect(await machine.create(`${server.url}/template.tgz`)).toMatchObject(created);
    expect(machine.left).toEqual([]);
  });
});

describe('a package', () => {
  const about = {
    name: 'ml-template',
    version: '1.2.3',
    bin: {},
    engines: {},
    scripts: { prepack: 'touch /tmp/ran', postinstall: 'touch /tmp/ran' },
  };
  const file = packed(about);
  let registry: Registry;
  let npm: Env;

  beforeAll(async () => {
    registry = await serveTarball(file, about);
    npm = { npm_config_registry: registry.url, npm_config_cache: emptyFolder() };
  });
  afterAll(() => registry.close());

  test.each(['npm:ml-template', 'npm:ml-template@1.2.3', 'npm:ml-template@^1.0', 'npm:ml-template@latest'])(
    '%s',
    async (source) => {
      const machine = new Machine(npm);
      expect(await machine.create(source)).toMatchObject(fetched);
      const { template, recreate } = machine.record();
      expect(template).toMatchObject({ source, resolved: expect.stringMatching(/^1\.2\.3 sha512-/) });
      expect(recreate).toContain('--template=npm:ml-template@1.2.3');
      await recreates(machine);
    },
  );

  test('a version is fetched once', async () => {
    const machine = new Machine(npm);
    await machine.create('npm:ml-template');
    const asked = registry.asked.length;
    expect(await machine.create('npm:ml-template@1.2.3', 'y')).toMatchObject({ code: 0, stderr: '' });
    expect(registry.asked).toHaveLength(asked);
  });

  test('no such package, no such version', async () => {
    await new Machine(npm).refuses('npm:nowhere', /no package nowhere@latest on npm/);
    await new Machine(npm).refuses('npm:ml-template@9', /no version ml-template@9 on npm/);
  });

  test('a registry that asks who we are, and one that nobody answers at', async () => {
    const closed = await serve((_, response) => response.writeHead(401).end());
    await new Machine({ ...npm, npm_config_registry: closed.url }).refuses('npm:secret', /is private/);
    closed.close();
    await new Machine({ ...npm, npm_config_registry: 'http://127.0.0.1:1' }).refuses('npm:x', /cannot be reached/);
  });

  test('a package that is not what the registry says is refused', async () => {
    const served = packed(about);
    const other = await serveTarball(served, about, Buffer.from('something else'));
    const fresh = { npm_config_registry: other.url, npm_config_cache: emptyFolder() };
    await new Machine(fresh).refuses('npm:ml-template', /is not what the registry says it is/, 4);
    other.close();
  });

  test('what npx was told is not told to npm: a dry run packs all the same', async () => {
    const told = { npm_config_dry_run: 'true', npm_config_workspaces: 'true', npm_config_json: 'false' };
    const machine = new Machine({ ...npm, ...told });
    expect(await machine.create('npm:ml-template')).toMatchObject(created);
  });

  test('no npm', async () => {
    const programs = emptyFolder();
    symlinkSync(process.execPath, path.join(programs, 'node'));
    await new Machine({ ...npm, PATH: programs }).refuses('npm:x', /npm is needed .* and was not found/);
  });
});

describe('the cache', () => {
  /** The one template in a cache, in which something is changed. */
  const spoil = (machine: Machine): void => {
    const [digest = ''] = machine.kept;
    writeFileSync(path.join(machine.cache, 'create-ml-portfolio', 'templates', digest, 'base', 'a.txt'), 'evil');
  };

  test('--offline takes what was fetched before, and says what was not', async () => {
    const [repository, machine] = [new Repository(), new Machine()];
    await machine.refuses(repository.url, /cannot be used --offline: it was never fetched/, 2, '--offline');
    await machine.create(repository.url);
    rmSync(repository.folder, { recursive: true });
    expect(await machine.create(repository.url, 'y', '--offline')).toMatchObject({ code: 0, stderr: '' });
    await machine.refuses(`${repository.url}#other`, /never fetched/, 2, '--offline');
    await machine.refuses(repository.url, /does not exist.*\n.*Or add --offline/);
  });

  test('a whole commit needs no network the second time', async () => {
    const [repository, machine] = [new Repository(), new Machine()];
    const source = `${repository.url}#${repository.git('rev-parse', 'HEAD')}`;
    await machine.create(repository.url);
    rmSync(repository.folder, { recursive: true });
    expect(await machine.create(source, 'y')).toMatchObject({ code: 0, stderr: '' });
  });

  test('what was changed in it is fetched again, or refused where it cannot be', async () => {
    const [repository, machine] = [new Repository(), new Machine()];
    const source = `${repository.url}#${repository.git('rev-parse', 'HEAD')}`;
    await machine.create(source);
    spoil(machine);
    await machine.refuses(source, /what the cache held of it was changed/, 2, '--offline');
    expect(await machine.create(source, 'y')).toMatchObject(fetched);
    expect(readFileSync(path.join(machine.cwd, 'y', 'a.txt'), 'utf8')).toBe('x');
    expect(await machine.create(source, 'z', '--offline')).toMatchObject(created);
  });

  test('two runs at once are both served', async () => {
    const [repository, machine] = [new Repository(), new Machine()];
    const ended = await Promise.all(['x', 'y', 'z'].map((folder) => machine.create(repository.url, folder)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect({ kept: machine.kept.length, left: machine.left }).toEqual({ kept: 1, left: [] });
  });

  test('no place for it', async () => {
    const machine = new Machine();
    writeFileSync(path.join(machine.cwd, 'file'), '');
    const source = new Repository().url;
    const none = await cli(['x', '-t', source, '-y'], {
      ...machine,
      env: { XDG_CACHE_HOME: undefined, HOME: undefined },
    });
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: There is no place for a cache.*\n.+\n$/),
    });
    const blocked = await cli(['x', '-t', source, '-y'], {
      ...machine,
      env: { XDG_CACHE_HOME: path.join(machine.cwd, 'file') },
    });
    expect(blocked).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Error: The cache at .* cannot be written.*\n.+\n$/),
    });
  });
});

test('a template may extend one from elsewhere, and is recorded with it', async () => {
  const [repository, machine] = [new Repository(), new Machine()];
  mkdirSync(path.join(machine.cwd, 'mine'));
  const own = { schema: 1, id: 'mine', title: 'Mine', summary: 'Mine.', version: '2.0.0', extends: repository.url };
  writeFileSync(path.join(machine.cwd, 'mine', 'template.json'), JSON.stringify(own));
  expect(await machine.create('./mine')).toMatchObject(created);
  expect(machine.record().template).toMatchObject({
    id: 'mine',
    extends: { source: repository.url, resolved: repository.git('rev-parse', 'HEAD') },
  });
});
