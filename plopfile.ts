import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gitAuthor } from './src/author.ts';
import { builtinSources } from './src/builtin.ts';
import { type Generator, type PlopApi, registerGenerators } from './src/plop.ts';
import { planWish } from './src/wish.ts';

// Built, this file is dist/plopfile.js; the package's own files lie one folder up.
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const templates = fileURLToPath(new URL('../templates', import.meta.url));

/** For plop: `npm run plop` here, or `await plop.load('create-ml-portfolio')` in anyone's plopfile. One generator per template. */
export default async function registerAll(plop: PlopApi): Promise<void> {
  const generators = (await builtinSources(templates)).map((source): Generator => {
    const { id, summary, questions } = source.manifest;
    return {
      id,
      summary,
      questions,
      plan: async (directory, answers) => {
        const given = Object.fromEntries(
          Object.entries(answers).map(([question, value]) => [question, { value, as: question }]),
        );
        const cwd = plop.getDestBasePath();
        const around = {
          cwd,
          author: gitAuthor(cwd),
          year: String(new Date().getFullYear()),
          generator: { name, version },
        };
        return planWish({ source, directory, given, steps: [] }, around);
      },
    };
  });
  registerGenerators(plop, generators);
}
