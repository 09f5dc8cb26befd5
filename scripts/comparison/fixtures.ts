import path from 'node:path';
import fs from 'fs-extra';

/** What a Python project is made of, and what template languages trip over. */
export const tricky = `name = "it's \\"quoted\\" & <tagged>"
matrix = "\${{ matrix.python }}"
braces = "{{ x }}"
shown = f"{name!r} {{literal}}"
`;

const many = 3000;

/** The same small template in each tool's own format, in variants, as each tool's manual starts. */
export function makeTemplates(root: string): void {
  const write = (file: string, text: string, mode = 0o644): void =>
    fs.outputFileSync(path.join(root, file), text, { mode });
  const plain = (folder: string, strip = ''): void => {
    write(`${folder}/tricky.py${strip}`, tricky);
    write(`${folder}/.env.example`, 'KEY=\n');
    write(`${folder}/run.sh`, '#!/bin/sh\n', 0o755);
  };
  const count = Array.from({ length: many }, (_, index) => `file-${index}.txt`);

  const ours = {
    schema: 1,
    id: 'probe',
    title: 'Probe',
    summary: 'Probe',
    version: '1.0.0',
    package: 'probe_project',
    questions: [],
  };
  for (const variant of ['plain', 'unknown', 'outside', 'many'])
    write(
      `ours-${variant}/template.json`,
      JSON.stringify({ ...ours, layers: [{ path: variant === 'outside' ? '../elsewhere' : 'base' }] }),
    );
  write('elsewhere/x.txt', 'x\n');
  plain('ours-plain/base');
  write('ours-unknown/base/a.txt.hbs', 'Hello {{titel}}\n');
  for (const name of count) write(`ours-many/base/${name}`, 'x\n');

  write(
    'plop/plopfile.mjs',
    `export default (plop) => {
  const many = (name) => plop.setGenerator(name, { prompts: [{ type: 'input', name: 'name', message: 'Name?' }],
    actions: [{ type: 'addMany', destination: '{{name}}', base: \`templates/\${name}\`, templateFiles: \`templates/\${name}/**\` }] });
  many('plain'); many('dots'); many('unknown'); many('many');
  plop.setGenerator('outside', { prompts: [], actions: [{ type: 'add', path: '../outside.txt', template: 'x' }] });
};\n`,
  );
  plain('plop/templates/plain');
  plain('plop/templates/dots');
  fs.removeSync(path.join(root, 'plop/templates/dots/tricky.py'));
  write('plop/templates/dots/a.txt', 'x\n');
  write('plop/templates/unknown/a.txt', 'Hello {{titel}}\n');
  for (const name of count) write(`plop/templates/many/${name}`, 'x\n');

  const hygen = (generator: string, name: string, to: string, text: string): void =>
    write(`hygen/_templates/${generator}/new/${name}.ejs.t`, `---\nto: ${to}\n---\n${text}`);
  hygen('plain', 'tricky', '<%= name %>/tricky.py', tricky);
  hygen('plain', 'env', '<%= name %>/.env.example', 'KEY=\n');
  hygen('plain', 'run', '<%= name %>/run.sh', '#!/bin/sh\n');
  hygen('dots', 'env', '<%= name %>/.env.example', 'KEY=\n');
  hygen('dots', 'run', '<%= name %>/run.sh', '#!/bin/sh\n');
  fs.chmodSync(path.join(root, 'hygen/_templates/dots/new/run.ejs.t'), 0o755);
  hygen('asks', 'a', '<%= name %>/a.txt', 'x\n');
  write(
    'hygen/_templates/asks/new/prompt.js',
    "module.exports = [{ type: 'input', name: 'name', message: 'Name?' }];\n",
  );
  hygen('unknown', 'a', '<%= name %>/a.txt', 'Hello <%= titel %>\n');
  hygen('outside', 'a', '../outside.txt', 'x\n');
  for (const name of count) hygen('many', name, `<%= name %>/${name}`, 'x\n');

  for (const variant of ['plain', 'dots', 'unknown', 'outside', 'many'])
    write(`cookiecutter-${variant}/cookiecutter.json`, JSON.stringify({ name: 'x', where: '../../beside' }));
  const cookie = (variant: string): string => `cookiecutter-${variant}/{{cookiecutter.name}}`;
  write(`${cookie('plain')}/tricky.py`, tricky);
  plain(cookie('dots'));
  fs.removeSync(path.join(root, cookie('dots'), 'tricky.py'));
  write(`${cookie('unknown')}/a.txt`, 'Hello {{ cookiecutter.titel }}\n');
  write(`${cookie('outside')}/{{cookiecutter.where}}/outside.txt`, 'x\n');
  for (const name of count) write(`${cookie('many')}/${name}`, 'x\n');

  for (const variant of ['plain', 'unknown', 'outside', 'many'])
    write(`copier-${variant}/copier.yml`, 'name:\n  type: str\nwhere:\n  type: str\n  default: ../../beside\n');
  plain('copier-plain');
  write('copier-unknown/a.txt.jinja', 'Hello {{ titel }}\n');
  write('copier-outside/{{ where }}/outside.txt', 'x\n');
  for (const name of count) write(`copier-many/${name}`, 'x\n');
}
