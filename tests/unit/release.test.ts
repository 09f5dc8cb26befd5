import { describe, expect, test } from 'vitest';
import { releaseNotes } from '../../scripts/release-notes.ts';
import { type Bom, bundleBom, bundled } from '../../scripts/sbom.ts';

const manifest = { version: '1.2.0', repository: { url: 'git+https://github.com/ada/tool.git' } };
const changelog = '# Changelog\n\n## [1.2.0] - 2026-01-31\n\n### Added\n\n- A.\n\n## [1.1.0] - 2026-01-01\n\n- B.\n';

test('the notes of a release are its section of the changelog', () => {
  expect(releaseNotes('v1.2.0', 'ada/tool', { changelog, manifest })).toBe('### Added\n\n- A.');
});

describe('a release is refused', () => {
  test.each<[string, string, string, object, string, RegExp]>([
    ['of another version', 'v1.1.0', 'ada/tool', manifest, changelog, /v1\.1\.0 is not the version.*tag it v1\.2\.0/],
    ['without a v', '1.2.0', 'ada/tool', manifest, changelog, /is not the version/],
    ['from another repository', 'v1.2.0', 'eve/tool', manifest, changelog, /ada\/tool.*set it to.*eve\/tool/],
    ['from no repository', 'v1.2.0', 'ada/tool', { version: '1.2.0' }, changelog, /repository is ""/],
    ['that has no section', 'v1.2.0', 'ada/tool', manifest, changelog.replace('1.2.0', '1.3.0'), /no section/],
    ['that has no date', 'v1.2.0', 'ada/tool', manifest, changelog.replace('2026-01-31', 'Unreleased'), /no section/],
    ['that says nothing', 'v1.2.0', 'ada/tool', manifest, changelog.replace(/### Added\n\n- A.\n/, ''), /no section/],
  ])('%s', (_, tag, repository, of, text, message) => {
    const release = { changelog: text, manifest: of as typeof manifest };
    expect(() => releaseNotes(tag, repository, release)).toThrow(message);
  });
});

const component = (ref: string) => ({
  'bom-ref': ref,
  name: ref.split('@').slice(0, -1).join('@'),
  version: ref.split('@').at(-1) ?? '',
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
});
const all: Bom = {
  metadata: { component: component('tool@1.2.0') },
  components: [component('@a/b@1.0.0'), component('c@2.0.0-rc.1'), component('vitest@4.0.0')],
  dependencies: [
    { ref: 'tool@1.2.0', dependsOn: ['vitest@4.0.0', '@a/b@1.0.0'] },
    { ref: '@a/b@1.0.0', dependsOn: ['c@2.0.0-rc.1', 'vitest@4.0.0'] },
    { ref: 'vitest@4.0.0', dependsOn: [] },
  ],
};
const licences = `@a/b 1.0.0 (MIT)\n\nPermission (is) granted\n\n${'-'.repeat(80)}\n\nc 2.0.0-rc.1 ((MIT OR CC0-1.0))\n\nText\n`;

test('the bill of materials holds what the bundle holds code of, and nothing else', () => {
  const packages = bundled(licences);
  expect(packages).toEqual(['@a/b@1.0.0', 'c@2.0.0-rc.1']);
  const bom = bundleBom(all, packages, 'tool');
  expect(bom.components.map((one) => [one['bom-ref'], one.properties])).toEqual(packages.map((one) => [one, []]));
  expect(bom.dependencies).toEqual([
    { ref: 'tool@1.2.0', dependsOn: packages },
    { ref: '@a/b@1.0.0', dependsOn: ['c@2.0.0-rc.1'] },
  ]);
});

test('a bundled package that npm does not know of is an error, not a gap', () => {
  expect(() => bundleBom(all, ['d@1.0.0'], 'tool')).toThrow(/does not have d@1\.0\.0/);
});
