import path from 'node:path';
import { usage } from '../../errors.ts';
import { look } from '../../system/look.ts';
import type { Form } from '../../template/question-schema.ts';
import type { Place } from './wanted.ts';

/** What is made of rows; images may be named by some. */
const ofFiles: readonly Form[] = ['binary', 'multiclass', 'regression', 'events', 'images'];
const ofFolders: readonly Form[] = ['images', 'documents'];

/** Refuses a file where a template takes a folder, and the other way round, before either is read. */
export function checkPath(title: string, forms: readonly Form[], named: string, { cwd }: Place): void {
  if (forms.length === 0)
    throw usage(
      `${title} takes no data of your own, and --data names ${named}.`,
      'Leave --data out, or use a template that takes it: predictive-model, recommendation-system, image-classifier or chatbot.',
    );
  const { is } = look(path.resolve(cwd, named));
  const takes = { file: ofFiles, folder: ofFolders };
  if ((is !== 'file' && is !== 'folder') || forms.some((form) => takes[is].includes(form))) return;
  throw usage(
    `${title} takes ${is === 'file' ? 'a folder' : 'a file of rows'}, and ${named} is a ${is}.`,
    is === 'file'
      ? 'Name the folder, or use --template predictive-model or --template recommendation-system.'
      : 'Name the file, or use --template image-classifier or --template chatbot.',
  );
}
