import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { isExact, parseSpec, type Spec } from '../../src/sources/remote/spec.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

describe('what --template can name', () => {
  test.each<[string, Spec, boolean?]>([
    ['./template.tgz', { kind: 'file', path: './template.tgz' }],
    ['C:\\template.tgz', { kind: 'file', path: 'C:\\template.tgz' }],
    ['https://example.com/a/b.tgz', { kind: 'download', url: 'https://example.com/a/b.tgz' }],
    ['https://example.com/get?x=1', { kind: 'download', url: 'https://example.com/get?x=1' }],
    ['http://127.0.0.1:8080/x.tgz', { kind: 'download', url: 'http://127.0.0.1:8080/x.tgz' }],
    ['http://localhost/x.tgz', { kind: 'download', url: 'http://localhost/x.tgz' }],
    ['gh:ada/ml', { kind: 'git', url: 'https://github.com/ada/ml.git', base: 'gh:ada/ml' }],
    ['gh:ada/ml/', { kind: 'git', url: 'https://github.com/ada/ml.git', base: 'gh:ada/ml/' }],
    ['gh:ada/ml.git', { kind: 'git', url: 'https://github.com/ada/ml.git', base: 'gh:ada/ml.git' }],
    ['gl:ada/ml#main', { kind: 'git', url: 'https://gitlab.com/ada/ml.git', base: 'gl:ada/ml', ref: 'main' }],
    [
      'bb:ada/ml/deep/er#feature/x',
      {
        kind: 'git',
        url: 'https://bitbucket.org/ada/ml.git',
        base: 'bb:ada/ml/deep/er',
        ref: 'feature/x',
        folder: 'deep/er',
      },
    ],
    [
      `cb:ada/ml#${commit}`,
      { kind: 'git', url: 'https://codeberg.org/ada/ml.git', base: 'cb:ada/ml', ref: commit },
      true,
    ],
    [
      'git+https://example.com/x.git#v1.0.0',
      { kind: 'git', url: 'https://example.com/x.git', base: 'git+https://example.com/x.git', ref: 'v1.0.0' },
    ],
    [
      'git+ssh://git@example.com/x.git',
      { kind: 'git', url: 'ssh://git@example.com/x.git', base: 'git+ssh://git@example.com/x.git' },
    ],
    ['git+file:///srv/x', { kind: 'git', url: 'file:///srv/x', base: 'git+file:///srv/x' }],
    ['npm:ml-template', { kind: 'npm', name: 'ml-template' }],
    ['npm:@ada/ml@1.2.3', { kind: 'npm', name: '@ada/ml', version: '1.2.3' }, true],
    ['npm:ml@1.2.3-rc.1', { kind: 'npm', name: 'ml', version: '1.2.3-rc.1' }, true],
    ['npm:ml@^1.2', { kind: 'npm', name: 'ml', version: '^1.2' }],
    ['npm:ml@next', { kind: 'npm', name: 'ml', version: 'next' }],
    ['npm:ml@>=1', { kind: 'npm', name: 'ml', version: '>=1' }],
  ])('%s', (named, spec, exact = false) => {
    expect(parseSpec(named)).toEqual(spec);
    expect(isExact(spec)).toBe(exact);
  });
});

describe('what is malformed is a usage error with a next step', () => {
  test.each<[string, RegExp]>([
    ['github:ada/ml', /no scheme github:.*Did you mean gh:\?/s],
    ['gg:ada/ml', /no scheme gg:.*Did you mean g[hl]:\?/s],
    ['htps://example.com/x.tgz', /Did you mean https:\?/],
    ['git+htps://example.com/x', /Did you mean git\+https:\?/],
    ['nmp:x', /Did you mean npm:\?/],
    ['file:///x.tgz', /Did you mean git\+file:\?/],
    ['constructor:x', /no scheme constructor:.*There are gh:/s],
    ['git@github.com:ada/ml.git', /Write git\+ssh:\/\/git@github\.com\/ada\/ml\.git/],
    ['gh:', /names no owner and repository/],
    ['gh:ada', /names no owner and repository/],
    ['gh:../ml', /names no owner and repository/],
    ['gh:-x/ml', /names no owner and repository/],
    ['gh:ada/ml/../..', /does not lie in the repository/],
    ['gh:ada/ml//etc', /does not lie in the repository/],
    ['gh:ada/ml/a\\..\\b', /does not lie in the repository/],
    ['gh:ada/ml/a\u0000b', /control character/],
    ['gh:ada/ml#', /is not a branch, tag or commit/],
    ['gh:ada/ml#--upload-pack=x', /is not a branch, tag or commit/],
    ['gh:ada/ml#+main', /is not a branch, tag or commit/],
    ['gh:ada/ml#a:b', /is not a branch, tag or commit/],
    ['gh:ada/ml#a..b', /is not a branch, tag or commit/],
    ['git+https://', /is not an address/],
    ['git+ssh://-oProxyCommand=x/y', /is not an address|host cannot be used/],
    ['git+file://host/x', /host cannot be used/],
    ['git+https://ada:secret@example.com/x', /holds credentials/],
    ['https://token@example.com/x.tgz', /holds credentials/],
    ['http://example.com/x.tgz', /not encrypted.*Write https/s],
    ['git+http://example.com/x', /not encrypted/],
    ['https://example.com/x.tgz#main', /has no branches/],
    ['https://example.com/x.git', /Write git\+https:\/\/example\.com\/x\.git/],
    ['https://github.com/ada/ml', /Write gh:ada\/ml/],
    ['npm:', /names no package/],
    ['npm:../x', /names no package/],
    ['npm:Ada', /names no package/],
    ['npm:ml@', /is not a version/],
    ['npm:ml@file:..', /is not a version/],
    ['npm:ml@..', /is not a version/],
    ['npm:ml@x.tgz', /is not a version/],
    ['npm:ml@--registry=x', /is not a version/],
    ['npm:ml@1 2', /space/],
  ])('%j', (named, told) => {
    try {
      parseSpec(named);
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      const { exitCode, message, next } = error as Failure;
      expect(exitCode).toBe(2);
      expect(`${message}\n${next}`).toMatch(told);
      expect(`${message}\n${next}`).not.toMatch(/secret|token/);
      return;
    }
    throw new Error('It was accepted.');
  });
});
