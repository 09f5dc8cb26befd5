import { judge } from '../kinds/judge.ts';
import type { Overrides } from '../overrides.ts';
import { personalIn } from '../personal.ts';
import type { Column, Dialect, Profile } from '../profile.ts';
import { recognise } from '../read/recognise.ts';
import type { Traits } from '../traits.ts';
import { checkNames } from './check-names.ts';
import { fitOf } from './fit.ts';
import { type Gathered, gather } from './gather.ts';

/** A file that can be read from its beginning as often as it takes. */
export interface DataFile {
  /** As the user named it. */
  readonly path: string;
  readonly compression: Dialect['compression'];
  /** What it holds, unpacked. A piece is good until the next one is asked for. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Of the file as it lies there. */
  readonly size: number;
  /** Of the file as it lies there: known once it has been read to its end. */
  readonly sha256: () => string;
}

/** What a file holds, before anything is decided that hangs on a target. */
export interface Looked extends Omit<Gathered, 'columns'> {
  readonly file: Profile['file'];
  readonly dialect: Dialect;
  /** Every one of them a feature, so far. */
  readonly columns: readonly Column[];
}

/** Reads a file whole, twice: how it is written, then what it holds. */
export async function look(file: DataFile, overrides: Overrides): Promise<Looked> {
  const dialect = { ...(await recognise(file.bytes())), compression: file.compression };
  const { columns: traits, ...gathered } = await gather(file.bytes(), dialect);
  checkNames(
    traits.map(({ name }) => name),
    overrides,
  );
  return {
    file: { path: file.path, bytes: file.size, sha256: file.sha256() },
    dialect,
    ...gathered,
    columns: traits.map((one) => columnOf(one, overrides, dialect)),
  };
}

function columnOf(traits: Traits, { kinds }: Overrides, dialect: Dialect): Column {
  const { asked, ...judged } = judge(traits);
  const personal = personalIn(traits);
  const said = kinds[traits.name];
  return {
    ...traits,
    ...judged,
    ...(asked ? { asked } : {}),
    ...(personal === undefined ? {} : { personal }),
    ...(said === undefined
      ? {}
      : { kind: said, confidence: 1, reasons: ['the owner has said so'], said: true, asked: false }),
    ...around(traits),
    ...fitOf(said ?? judged.kind, traits, dialect),
    role: 'feature',
  };
}

/** What is taken off numbers, whatever the column was judged to be. */
const around = ({ around, marks }: Traits) => ({
  ...(around ? { affixes: around.map(([affix]) => affix) } : {}),
  ...(marks ? { marks } : {}),
});
