import Handlebars from 'handlebars';
import { refused } from '../errors.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Vocabulary } from '../types.ts';
import { limits } from './limits.ts';
import { encoders, plain, prepare, type Render, rendering } from './rendering.ts';

const blocks = ['if', 'unless', 'each', 'with'];
const encoderNames = Object.keys(encoders);

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

export interface HbsProblem {
  /** Of the file; none where the parser gives one in its own words. */
  readonly line?: number;
  readonly problem: string;
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

/** Ends the check of one statement. */
class Wrong extends Error {
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

class NameCheck extends Handlebars.Visitor {
  readonly problems: HbsProblem[] = [];
  private readonly vocabulary: Vocabulary;
  private depth = 0;
  private blocks = 0;

  constructor(vocabulary: Vocabulary) {
    super();
    this.vocabulary = vocabulary;
  }

  private wrong(node: hbs.AST.Node, problem: string): never {
    throw new Wrong(node.loc.start.line, problem);
  }

  override Program(program: hbs.AST.Program): void {
    for (const statement of program.body) {
      const { depth, blocks } = this;
      try {
        this.accept(statement);
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        this.problems.push({ line: error.line, problem: error.message });
        this.depth = depth;
        this.blocks = blocks;
      }
    }
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.wrong(node, 'partials are not part of the format');
  }
  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.wrong(node, 'partials are not part of the format');
  }
  override Decorator(node: hbs.AST.Decorator): void {
    this.wrong(node, 'decorators are not part of the format');
  }
  override DecoratorBlock(node: hbs.AST.DecoratorBlock): void {
    this.wrong(node, 'decorators are not part of the format');
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    this.call(node, encoderNames);
  }
  override SubExpression(node: hbs.AST.SubExpression): void {
    this.call(node as unknown as hbs.AST.MustacheStatement, encoderNames);
  }
  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const name = this.call(node, blocks);
    if (++this.blocks > limits.blocks)
      this.wrong(node, `its blocks stand more than ${limits.blocks} deep in each other; a chain of else if does, too`);
    const nested = name === 'each' || name === 'with';
    if (nested) this.depth += 1;
    this.accept(node.program);
    if (nested) this.depth -= 1;
    if (node.inverse) this.accept(node.inverse);
    this.blocks -= 1;
  }

  private call(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement, allowed: readonly string[]): string {
    const name = (node.path as hbs.AST.PathExpression).original;
    const isBlock = node.type === 'BlockStatement';
    if (!isBlock && node.params.length === 0 && !node.hash) this.accept(node.path);
    else if (!allowed.includes(name))
      this.wrong(node, `there is no helper called "${name}"${this.hint(name, allowed)}`);
    for (const param of node.params) this.accept(param);
    if (node.hash) this.wrong(node, `"${name}" takes no named values`);
    return name;
  }

  override PathExpression(node: hbs.AST.PathExpression): void {
    const parts = node.parts as string[];
    const [head, ...rest] = parts;
    if (node.data || head === undefined) return; // @index and its like; this
    if (node.depth !== this.depth) {
      // Inside each and with, `this.x` is an item's own key; a plain name would be found nowhere.
      if (node.depth < this.depth && /^(this|\.)/.test(node.original)) return;
      this.wrong(
        node,
        `"${node.original}" is not known here; inside each and with, write ${'../'.repeat(this.depth)}${parts.join('.')}`,
      );
    }
    if (!this.vocabulary.names.includes(head))
      this.wrong(node, `there is no name "${head}"${this.hint(head, this.vocabulary.names)}`);
    if (head !== 'merged') {
      if (rest.length > 0) this.wrong(node, `"${head}" has no parts`);
      return;
    }
    let data: unknown = this.vocabulary.merged;
    for (const key of rest) {
      const object = (data ?? {}) as Record<string, unknown>;
      if (!Object.hasOwn(object, key))
        this.wrong(node, `no layer merges "${node.original}"${this.hint(key, Object.keys(object))}`);
      data = object[key];
    }
  }

  private hint(word: string, known: readonly string[]): string {
    const meant = didYouMean(word, known);
    return meant ? `; did you mean "${meant}"?` : '';
  }
}
