import { expect, test } from 'vitest';
import { defaultPlans } from '../support/plans.ts';

/**
 * What users get, so that every change of it is in a diff: the paths of a default project, and the files that are made
 * rather than copied. The record is left out: its digest changes with every template file.
 * After a change that is meant: `npx vitest run --project fast tests/contract/golden.test.ts --update`.
 */
test.each(await defaultPlans())('%s is what it was', async (id, { files }) => {
  const paths = files.map(({ path, executable }) => (executable ? `${path} (executable)` : path));
  const made = files.flatMap(({ path, content }) => ('text' in content ? [`===== ${path}\n${content.text}`] : []));
  await expect([`${paths.join('\n')}\n`, ...made].join('\n')).toMatchFileSnapshot(`golden/${id}.txt`);
});
