import type { Context } from '../context.ts';
import type { Source } from '../types.ts';
import { choose } from './prompts.ts';
import { leave, stageOf } from './stage.ts';

/** What a new template is to start from: a small one of its own, or one that it extends. */
export async function askStarter(builtin: readonly Source[], context: Context): Promise<string> {
  const stage = stageOf(context);
  for (;;) {
    const { value, back } = await choose(stage, {
      message: 'What does it start from?',
      options: [
        { value: 'minimal', label: 'A small template of its own', hint: 'one question, one extra, a test' },
        ...builtin.map(({ source, manifest }) => ({
          value: source,
          label: `${manifest.title} (${source})`,
          hint: 'extend it',
        })),
      ],
    });
    if (!back) return value;
    await leave(stage);
  }
}
