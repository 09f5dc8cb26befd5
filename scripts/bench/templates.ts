import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fs from 'fs-extra';

/** Files of a project, by their path in it. */
export type Files = ReadonlyMap<string, string>;

/** What a project of ours consists of, without the braces and tags that one of the peers would take for its own. */
export function filesOf(project: string): Files {
  const entries = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(project, file).replaceAll('\\', '/');
      return [name, readFileSync(file, 'utf8').replace(/\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\{\\|\\\{/g, '')];
    }),
  );
}

/** So many small modules, in folders of a hundred. */
export const manyFiles = (count: number): Files =>
  new Map(
    Array.from({ length: count }, (_, index) => {
      const lines = Array.from({ length: 12 }, (__, line) => `value_${line} = ${index * line}  # row ${line}`);
      return [
        `src/part_${Math.floor(index / 100)}/module_${index}.py`,
        `"""Module ${index}."""\n\n${lines.join('\n')}\n`,
      ];
    }),
  );

/** The same files as a template of each tool, below one folder; and where each lies. */
export function templatesOf(
  folder: string,
  files: Files,
): Readonly<Record<'ours' | 'plain' | 'plop' | 'hygen' | 'cookiecutter' | 'copier', string>> {
  const at = (name: string): string => path.join(folder, name);
  put(at('plain'), files);
  put(at('ours/base'), files);
  put(at('ours'), new Map([['template.json', JSON.stringify(manifest)]]));
  put(at('plop/files'), files);
  put(at('plop'), new Map([['plopfile.mjs', plopfile]]));
  put(
    at('hygen/_templates/project/new'),
    new Map([...files].map(([name, text], index) => [`${index}.ejs.t`, `---\nto: <%= name %>/${name}\n---\n${text}`])),
  );
  put(at('cookiecutter/{{cookiecutter.name}}'), files);
  put(at('cookiecutter'), new Map([['cookiecutter.json', '{"name": "made"}']]));
  put(at('copier'), files);
  put(at('copier'), new Map([['copier.yml', '_templates_suffix: ""\n_exclude: [copier.yml]\n']]));
  return {
    ours: at('ours'),
    plain: at('plain'),
    plop: at('plop'),
    hygen: at('hygen'),
    cookiecutter: at('cookiecutter'),
    copier: at('copier'),
  };
}

const manifest = {
  schema: 1,
  id: 'many',
  title: 'Many files',
  summary: 'Many small files.',
  version: '1.0.0',
  package: 'sentinel_project',
  questions: [],
  layers: [{ path: 'base' }],
};

const plopfile = `export default (plop) => plop.setGenerator('project', {
  prompts: [{ type: 'input', name: 'name', message: 'Name' }],
  actions: [{ type: 'addMany', destination: '{{name}}', base: 'files', templateFiles: 'files/**', globOptions: { dot: true }, stripExtensions: [], verbose: false }],
});
`;

function put(folder: string, files: Files): void {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    fs.outputFileSync(file, text);
  }
}
