import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkTemplate } from '../../src/authoring/check.ts';
import { builtinSources } from '../../src/sources/builtin.ts';

const root = path.resolve(import.meta.dirname, '../..');
const templates = path.join(root, 'templates');
const known = async (): Promise<Parameters<typeof checkTemplate>[1]> => ({
  builtin: await builtinSources(templates),
  registered: async () => [],
  cwd: root,
  fetched: () => Promise.reject(new Error('Nothing is fetched here.')),
});

const ours = readdirSync(templates).filter((name) => existsSync(path.join(templates, name, 'template.json')));

test.each(ours)('%s passes the check that we give to others', async (id) => {
  expect(await checkTemplate(path.join(templates, id), await known(), templates)).toEqual([]);
});

test.each(['sql-analysis', 'acme-model', 'plop/templates/note'])('the example %s passes it', async (name) => {
  expect(await checkTemplate(path.join(root, 'examples', name), await known())).toEqual([]);
});
