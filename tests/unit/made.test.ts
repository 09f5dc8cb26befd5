import path from 'node:path';
import { expect, test } from 'vitest';
import { layouts } from '../../scripts/layouts.ts';
import { planProject } from '../../src/plan/plan.ts';
import { builtinSources } from '../../src/sources/builtin.ts';

const names = { folder: 'sea-ice', distribution: 'sea-ice', package: 'sea_ice' };
const intent = { target: '/tmp/x', names, steps: [], generator: { name: 'x', version: '1.0.0' }, nameFlags: [] };

test('what a command has computed lies above the layers, and everything else stays as it is', async () => {
  const [source] = await builtinSources(path.resolve(import.meta.dirname, '../../templates'));
  const template = await source?.load();
  if (!template) throw new Error('There is no template.');
  const answers = layouts(template, '/tmp/x')[0]?.plan.answers ?? {};
  const usual = planProject(template, answers, intent);
  const made = [
    { path: 'data/README.md', content: 'Ünits: °C\n', from: ['ice.csv'] },
    { path: 'docs/profile.md', content: '', from: ['ice.csv'] },
  ];
  const plan = planProject(template, answers, { ...intent, made });
  const paths = (files: typeof plan.files): string[] => files.map((file) => file.path);
  expect(paths(plan.files)).toEqual([...paths(usual.files), 'docs/profile.md'].sort());
  expect(plan.files.find((file) => file.path === 'data/README.md')).toEqual({
    ...{ path: 'data/README.md', content: { text: 'Ünits: °C\n' }, bytes: 12, executable: false, from: ['ice.csv'] },
  });
  const untouched = (files: typeof plan.files) =>
    files.filter(({ path: name }) => !['data/README.md', 'docs/profile.md', '.ml-portfolio.json'].includes(name));
  expect(JSON.stringify(untouched(plan.files))).toBe(JSON.stringify(untouched(usual.files)));
});
