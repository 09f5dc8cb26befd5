import path from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import { main as layOut } from '../../scripts/layout.ts';
import { expectClean, pythonFor, types } from '../support/projects.ts';

const root = path.resolve(import.meta.dirname, '../..');
const all = await types();
const rows = all.flatMap(({ manifest, others }) => others.map((name) => [manifest.id, name] as const));
let python = '';

beforeAll(async () => {
  await layOut(root);
  python = pythonFor(all);
});

// The slow tier has layouts in which each choice occurs once; how two choices go together is seen here.
describe.concurrent('every other raw template lints, type-checks and passes its own tests', () => {
  test.each(rows)('%s, %s', (id, name) => expectClean(python, path.join(root, '.layouts', id, name)));
});
