import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';
import { pythonWith } from '../../tests/support/python.ts';
import { main as layOut } from '../layout.ts';
import { type Job, measure } from './jobs.ts';
import type { Growth } from './results.ts';
import { tableOf } from './table.ts';

const table = 'predictive-model/breast-cancer-scikit-learn';
const recommender = 'recommendation-system/synthetic-ease';
const rows = [1_000, 10_000, 100_000];
const catalogues = [
  [1_000, 500, 24],
  [3_000, 3_000, 72],
  [10_000, 20_000, 240],
] as const;

/** How long `all` takes, and how much memory, as the data grows: a table of 18 fields, and a catalogue. */
export async function measureGrowth(root: string, work: string): Promise<readonly Growth[]> {
  await layOut(root);
  const tested = [table, recommender].flatMap((name) =>
    readFileSync(path.join(root, '.layouts', name, 'constraints.txt'), 'utf8').split('\n'),
  );
  const python = pythonWith([...new Set(tested.filter((line) => /^[\w-]+==/.test(line)))]);
  const layout = (name: string, to: string): string => {
    const project = path.join(work, to);
    fs.copySync(path.join(root, '.layouts', name), project, { dereference: true });
    for (const made of ['reports', 'models', 'data/raw']) fs.removeSync(path.join(project, made));
    fs.ensureDirSync(path.join(project, 'data', 'raw'));
    return project;
  };
  const grown = (name: string, sizes: readonly number[], title: string): Job => {
    const project = layout(name, `grown-${sizes.join('-')}`);
    execFileSync('python3', [path.join(root, 'scripts', 'bench', 'growth.py'), project, ...sizes.map(String)]);
    const words = ['env', '-C', project, 'PYTHONPATH=src', python, '-m', 'portfolio_project', 'all'];
    return { name: title, words, files: 0 };
  };
  const said = (size: number): string => size.toLocaleString('en');
  const tables = rows.map((count) => grown(table, [count], `${said(count)} rows`));
  const recommenders = catalogues.map(([users, items, more]) =>
    grown(recommender, [users, items, more], `${said(users)} users, ${said(items)} items`),
  );
  const growth = (title: string, unit: string, sizes: readonly number[], jobs: readonly Job[]): Growth => {
    const samples = measure(root, path.join(work, 'growth'), 1, jobs, 0);
    return { ...tableOf(title, jobs[0]?.name ?? '', {}, samples, 0), unit, sizes };
  };
  const events = catalogues.map(([users, , more]) => users * (8 + more));
  return [
    growth('A table of 18 fields through `all`', 'rows', rows, tables),
    growth('A recommender through `all`', 'events', events, recommenders),
  ];
}
