import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readTarget } from '../src/profile/judge/target.ts';
import { suspicions } from '../src/profile/leaks/leaks.ts';
import { plainCsv } from '../src/profile/plain-csv.ts';
import type { Suspicion, Target } from '../src/profile/profile.ts';
import { chanceOf } from './leaks/chance.ts';
import { parseCsv } from './leaks/csv.ts';
import { cleanColumns, type Planting, plant, plantings } from './leaks/plant.ts';
import { type Cells, columnOf, sampleOf } from './leaks/table.ts';

interface Listed {
  readonly name: string;
  readonly target: string;
  readonly part: string;
}

/** How many times each leak is planted in each table, each time another one. */
const times = 3;

/**
 * `npm run leaks -- FOLDER [develop|apart] [words of a name] [OUT]`: plants leaks in the tables that scripts/leaks/tables.py has exported,
 * and counts how many are found, and how many clean columns are accused. OUT takes the tables with the first of each leak, for a peer.
 */
export function main(_root: string, [folder = '', part = '', only = '', out = '']: readonly string[]): void {
  const index: readonly Listed[] = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
  const chosen = index.filter((table) => (part === '' || table.part === part) && table.name.includes(only));
  const found = new Map<Planting, { found: number; of: number }>(plantings.map((kind) => [kind, { found: 0, of: 0 }]));
  const missed: string[] = [];
  const accused: string[] = [];
  const warned: string[] = [];
  let clean = 0;
  let slowest = { name: '', milliseconds: 0 };
  for (const table of chosen) {
    const [header = [], ...rows] = parseCsv(readFileSync(path.join(folder, `${table.name}.csv`), 'utf8'));
    const originals: Cells = Object.fromEntries(
      header.map((name, at) => [name, rows.map((row) => (row[at] ?? '').trim())]),
    );
    const goal = originals[table.target] ?? [];
    const chance = chanceOf(table.name);
    const cells: Cells = { ...cleanColumns(rows.length, chance), ...originals };
    if (out) write(out, `${table.name} clean`, table.target, cells);
    const begun = performance.now();
    const { target, list } = judged(cells, table.target);
    const milliseconds = performance.now() - begun;
    if (milliseconds > slowest.milliseconds) slowest = { name: table.name, milliseconds };
    clean += Object.keys(cells).length - 1;
    for (const one of list) (one.excluded ? accused : warned).push(`${table.name}: ${one.kind}: ${one.said}`);
    for (const kind of plantings)
      for (let turn = 0; turn < times; turn += 1) {
        const planted = plant(
          kind,
          { cells: goal, quantity: target.task === 'regression' },
          chanceOf(`${table.name} ${kind} ${turn}`),
        );
        const named = Object.fromEntries(planted.map((column, at) => [`planted ${at}`, column]));
        const some = Object.fromEntries(Object.entries(originals).slice(0, 30));
        if (out && turn === 0)
          write(out, `${table.name} ${kind}`, table.target, { ...some, [table.target]: goal, ...named });
        const said = judged({ ...some, [table.target]: goal, ...named }, table.target).list;
        const isFound = Object.keys(named).every((name) =>
          said.some((one) => one.excluded && one.columns.includes(name)),
        );
        const count = found.get(kind);
        if (count) {
          count.of += 1;
          if (isFound) count.found += 1;
        }
        if (!isFound)
          missed.push(
            `${table.name} (${target.task}, ${rows.length} rows): ${kind} ${turn}: ${said.filter((one) => one.columns.some((name) => name in named)).map((one) => one.said)}`,
          );
      }
  }
  const all = [...found.values()].reduce((sum, one) => ({ found: sum.found + one.found, of: sum.of + one.of }));
  const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(2)} %`;
  const lines = [
    ...[...found].map(([kind, one]) => `${kind.padEnd(16)}${one.found} of ${one.of}`),
    `${'found'.padEnd(16)}${all.found} of ${all.of}, ${share(all.found, all.of)}`,
    `${'accused'.padEnd(16)}${accused.length} of ${clean} clean columns of ${chosen.length} tables, ${share(accused.length, clean)}`,
    `slowest: ${slowest.name}, ${Math.round(slowest.milliseconds)} ms`,
    ...missed.map((one) => `missed: ${one}`),
    ...accused.map((one) => `accused: ${one}`),
    ...warned.map((one) => `warned: ${one}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function judged(cells: Cells, name: string): { readonly target: Target; readonly list: readonly Suspicion[] } {
  const columns = Object.entries(cells).map(([column, values], at) => columnOf(column, at, values));
  const { target } = readTarget(columns, name);
  return { target, list: suspicions(sampleOf(Object.values(cells)), columns, target, plainCsv) };
}

function write(out: string, name: string, target: string, cells: Cells): void {
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const columns = Object.values(cells);
  const rows = (cells[target] ?? []).map((_, row) => columns.map((column) => quoted(column[row] ?? '')).join());
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, `${name}.csv`), [Object.keys(cells).map(quoted).join(), ...rows, ''].join('\n'));
  writeFileSync(path.join(out, `${name}.target`), target);
}
