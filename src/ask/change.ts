import type { Plan, StepName } from '../types.ts';
import { namesFor, problemOf } from './draft.ts';
import { type Field, folderField, questionsIn, type Scene, templateField } from './fields.ts';
import { fieldOf } from './own-data.ts';
import { choose, chooseSome, typeIn } from './prompts.ts';
import { labelOf, sourceOf, valuesIn } from './summary.ts';

/** Asks which answer to change, then for the answer. Nothing where Escape went back, to the review. */
export async function askForChange(plan: Plan, scene: Scene): Promise<Field | undefined> {
  const fields = fieldsIn(plan, scene);
  const values = valuesIn(plan, sourceOf(scene));
  const { value: field, back } = await choose(scene.io, {
    message: 'Which one?',
    options: fields.map((one) => ({ value: one, label: labelOf(one.name), hint: values[one.name] ?? '' })),
  });
  if (back) return undefined;
  return (await field.ask()) ? field : askForChange(plan, scene);
}

/** Everything that was decided. */
function fieldsIn(plan: Plan, scene: Scene): readonly Field[] {
  const source = sourceOf(scene);
  return [
    templateField(scene),
    folderField(source, scene, scene.draft.directory),
    ...questionsIn(source, plan).map((question) => fieldOf(question, source, scene, plan.answers[question.name])),
    nameField('name', plan, scene),
    nameField('package', plan, scene),
    ...(scene.options.dryRun ? [] : [stepsField(plan, scene)]),
  ];
}

const always = { isOpen: () => false, open: () => {} };

/** One of the names that the folder gives; what is left empty, the folder gives again. */
function nameField(name: 'name' | 'package', plan: Plan, scene: Scene): Field {
  const { draft, io, cwd } = scene;
  const directory = draft.directory ?? '';
  const kind = name === 'name' ? 'distribution' : 'package';
  const given = (set: string | undefined): string =>
    namesFor(sourceOf(scene), directory, { ...draft, [name]: set }, cwd)[kind];
  const isDerived = (typed: string): boolean => !problemOf(() => given(undefined)) && given(undefined) === typed;
  return {
    ...always,
    name,
    ask: async () => {
      const { value, back } = await typeIn(io, {
        message:
          name === 'name'
            ? 'The name that pip knows it by (distribution)?'
            : 'The name that Python imports it by (package)?',
        initial: plan.names[kind],
        problem: (typed) => problemOf(() => given(typed || undefined)),
      });
      if (!back) draft[name] = value === '' || isDerived(value) ? undefined : value;
      return !back;
    },
  };
}

/** What happens after writing. */
const stepsField = ({ downloadMB, commands, steps }: Plan, { draft, io }: Scene): Field => ({
  ...always,
  name: 'steps',
  ask: async () => {
    const size = downloadMB > 0 ? `; downloads about ${downloadMB} MB` : '';
    const options: readonly { value: StepName; label: string; hint: string }[] = [
      { value: 'environment', label: 'Install', hint: `a .venv with all that the project needs${size}` },
      { value: 'verify', label: 'Run', hint: 'install it, then run its tests and its whole pipeline' },
      { value: 'git', label: 'Git', hint: 'a repository with a first commit' },
    ];
    const { value, back } = await chooseSome(io, {
      message: 'What should happen once it is written?',
      options: commands.run ? options : options.filter(({ value }) => value === 'git' || steps.includes(value)),
      initial: steps,
    });
    if (back) return false;
    const verify = value.includes('verify');
    draft.steps = { verify, install: verify || value.includes('environment'), noGit: !value.includes('git') };
    draft.stepsSaid = true;
    return true;
  },
});
