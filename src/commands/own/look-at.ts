import path from 'node:path';
import type { Looking } from '../../ask/bringing.ts';
import type { ListedRow } from '../../folders/images/listed.ts';
import { recognise } from '../../profile/events/recognise.ts';
import type { Overrides } from '../../profile/overrides.ts';
import { readTable } from '../../profile/read/table.ts';
import { type DataFile, type Looked, look } from '../../profile/whole/look.ts';
import { openData } from '../../sources/data-file.ts';
import { look as seenAt } from '../../system/look.ts';
import type { Form } from '../../template/question-schema.ts';
import { checkFlags } from './check-flags.ts';
import type { RowsAt } from './listed-images.ts';
import { overridesFrom } from './overrides.ts';
import { pathsIn } from './paths-in.ts';
import { tableIn } from './table.ts';
import type { Wanted } from './wanted.ts';

/** Looks at what lies at a path. */
export async function lookAt(named: string, wanted: Wanted): Promise<Looking> {
  const { options, context, forms } = wanted;
  if (seenAt(path.resolve(context.cwd, named)).is === 'folder')
    return (await import('./folder.ts')).folderAt(named, wanted);
  const overrides = overridesFrom(options);
  const file = openData(named, context.cwd, context.signal);
  const looked = await look(file, overrides);
  const table = tableIn(looked, overrides, context.cwd);
  if (areImages(looked, overrides, forms))
    return (await import('./folder.ts')).listedImagesIn(looked, rowsOf(file, looked), wanted, table.profile);
  if (areEvents(looked, overrides, forms)) {
    checkFlags(options, ofEvents, `${named}, whose rows are events: nothing is predicted of them`, 'predictive-model');
    return (await import('./events.ts')).eventsIn(file, looked, overrides, context.cwd);
  }
  checkFlags(options, ofTable, `${named}, of which a column is to be predicted`, 'recommendation-system');
  return table;
}

const ofTable = ['target', 'positive', 'column', 'leave-out', 'keep', 'group', 'time'] as const;
const ofEvents = ['user', 'item', 'value', 'time', 'column', 'leave-out'] as const;

const ofTables: readonly Form[] = ['binary', 'multiclass', 'regression'];

const saysEvents = ({ user, item, value }: Overrides): boolean =>
  [user, item, value].some((said) => said !== undefined);

/** Whether rows name images: where the template takes nothing else, or where there is a path and one thing more. */
const areImages = (looked: Looked, overrides: Overrides, forms: Wanted['forms']): boolean =>
  forms
    ? forms.includes('images')
    : looked.columns.length === 2 && !saysEvents(overrides) && pathsIn(looked) !== undefined;

/** Whether rows are events: where the template takes nothing else, or where nothing is to be predicted and the columns say so. */
function areEvents({ columns }: Looked, overrides: Overrides, forms: Wanted['forms']): boolean {
  if (forms && !forms.includes('events')) return false;
  if (saysEvents(overrides) || (forms && !forms.some((form) => ofTables.includes(form)))) return true;
  return overrides.target === undefined && recognise(columns).clear;
}

/** Two cells of every row, by the places of their columns. */
const rowsOf =
  (file: DataFile, { dialect }: Looked): RowsAt =>
  async (first, second) => {
    const rows: ListedRow[] = [];
    await readTable(file.bytes(), dialect, {
      header: () => {},
      row: (cells) => rows.push([(cells[first] ?? '').trim(), (cells[second] ?? '').trim()]),
    });
    return rows;
  };
