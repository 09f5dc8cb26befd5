// The least that a tool written for Node can do: read each file of a folder, and write it to another one.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const copy = (below) => {
  mkdirSync(to + below);
  for (const entry of readdirSync(from + below, { withFileTypes: true })) {
    const name = `${below}/${entry.name}`;
    if (entry.isDirectory()) copy(name);
    else writeFileSync(to + name, readFileSync(from + name));
  }
};
copy('');
