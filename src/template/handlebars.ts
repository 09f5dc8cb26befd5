import Handlebars from 'handlebars';
import { refused } from '../errors.ts';
import type { Vocabulary } from '../types.ts';
import { limits } from './limits.ts';
import { blocks, encoderNames, type HbsProblem, NameCheck } from './name-check.ts';
import { plain, prepare, type Render, rendering } from './rendering.ts';

const options = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries([...blocks, ...encoderNames, plain].map((name) => [name, true])),
};

// An instance of our own: nothing that another user of Handlebars registers reaches our templates.
const handlebars = Handlebars.create();
prepare(handlebars);

/** Compiles one `.hbs` file after checking every name in it. Throws a refusal (exit 4) that names file and line. */
export function compile(text: string, file: string, vocabulary: Vocabulary): Render {
  const ast = checked(text, file, vocabulary);
  new Counting().accept(ast);
  return rendering(handlebars.compile(ast, options), file);
}

/** Has every value that stands by itself counted like what an encoder gives: a stranger's file may name a long one often. */
class Counting extends Handlebars.Visitor {
  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (node.params.length > 0 || node.path.type !== 'PathExpression') return;
    const value = node.path as hbs.AST.PathExpression & { strict?: boolean };
    value.strict = true; // As it would be by itself.
    node.params = [value];
    const { loc } = value;
    const path = { type: 'PathExpression', data: false, depth: 0, parts: [plain], original: plain, loc } as const;
    node.path = { ...path, parts: [plain] };
  }
}

/** Source code, which `handlebars/runtime` runs without the compiler: of our own files, whose values nobody has to count. */
export function precompile(text: string, file: string, vocabulary: Vocabulary): string {
  return String(handlebars.precompile(checked(text, file, vocabulary), options));
}

function checked(text: string, file: string, vocabulary: Vocabulary): hbs.AST.Program {
  const { ast, problems } = inspect(text, vocabulary);
  const [first] = problems;
  if (ast && !first) return ast;
  const where = first?.line === undefined ? '' : `, line ${first.line}`;
  throw refused(`The template is invalid: ${file}${where}: ${first?.problem}.`, 'Correct the file.');
}

/** Everything that is wrong with the names in a file: Handlebars' own strict mode lets a misspelt `{{#if}}` pass as false. */
export function inspect(
  text: string,
  vocabulary: Vocabulary,
): { readonly ast?: hbs.AST.Program; readonly problems: readonly HbsProblem[] } {
  if (text.length > limits.hbs) return { problems: [{ problem: `it is larger than ${limits.hbs / 1e6} MB` }] };
  // What the parser takes grows with the square of what is nested.
  for (const [what, found, most] of [
    ['blocks', /\{\{~?\s*(?:[#^]|else\s+[^\s~}])/g, 1_000],
    ['brackets', /\(/g, 2_000],
    ['expressions', /\{\{/g, 10_000],
  ] as const)
    if ((text.match(found)?.length ?? 0) > most)
      return { problems: [{ problem: `it holds more than ${most} ${what}` }] };
  let ast: hbs.AST.Program;
  try {
    ast = handlebars.parse(text);
  } catch (error) {
    return { problems: [{ problem: (error as Error).message.split('\n')[0] ?? '' }] };
  }
  const check = new NameCheck(vocabulary);
  check.accept(ast);
  return { ast, problems: check.problems };
}
