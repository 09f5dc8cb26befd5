import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Row = Readonly<Record<string, string>>;

/** A generated project whose data lies in place, to be spoilt. */
export class Spoilt {
  readonly folder: string;
  readonly package: string;

  constructor(folder: string, name: string) {
    this.folder = folder;
    this.package = name;
  }

  /** Replaces a line or part of one that must be there, so that no injection becomes empty when the template changes. */
  code(file: string, from: string, to: string): void {
    const place = path.join(this.folder, file.startsWith('data/') ? file : path.join('src', this.package, file));
    const text = readFileSync(place, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" once: adapt this injection.`);
    writeFileSync(
      place,
      text.replace(from, () => to),
    );
  }

  get contract(): string {
    return readFileSync(path.join(this.folder, 'data', 'contract.toml'), 'utf8');
  }

  private get file(): string {
    return path.join(this.folder, /^file = "(.+)"$/m.exec(this.contract)?.[1] ?? '');
  }

  /** The rows of the data file, each a record of text. */
  get rows(): readonly Row[] {
    const [heading = '', ...lines] = readFileSync(this.file, 'utf8').trim().split('\n');
    const names = heading.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])));
  }

  /** Changes the rows; the contract takes the new file. */
  data(change: (rows: readonly Row[]) => readonly Row[]): void {
    const rows = change(this.rows);
    const names = Object.keys(rows[0] ?? {});
    const lines = [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => cells.join(','));
    writeFileSync(this.file, `${lines.join('\n')}\n`);
    const sha256 = /^sha256 = .*\n/m.exec(this.contract)?.[0];
    if (sha256) this.code('data/contract.toml', sha256, '');
  }

  /** Adds a column to the data and to the contract. */
  column(name: string, facts: string, value: (row: Row, index: number) => string | number): void {
    this.data((rows) => rows.map((row, index) => ({ ...row, [name]: String(value(row, index)) })));
    const contract = path.join(this.folder, 'data', 'contract.toml');
    writeFileSync(contract, `${this.contract.trim()}\n${name} = { ${facts}, meaning = "injected" }\n`);
  }

  /** The target as a number. */
  target(row: Row): number {
    const [, name = ''] = /^(\w+) = \{.*role = "target"/m.exec(this.contract) ?? [];
    const positive = /positive = "(.+?)"/.exec(this.contract)?.[1];
    return positive ? Number(row[name] === positive) : Number(row[name]);
  }
}
