import Handlebars from 'handlebars';
import { refused } from './errors.ts';
import { encoders, rendering } from './rendering.ts';
import { didYouMean } from './suggest.ts';
import type { RenderContext, Vocabulary } from './types.ts';

const blocks = ['if', 'unless', 'each', 'with'];
const encoderNames = Object.keys(encoders);

const options = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries([...blocks, ...encoderNames].map((name) => [name, true])),
};

// An instance of our own: nothing that another user of Handlebars registers reaches our templates.
const handlebars = Handlebars.create();
handlebars.registerHelper(encoders);

/** Compiles one `.hbs` file after checking every name in it. Throws a refusal (exit 4) that names file and line. */
export function compile(text: string, file: string, vocabulary: Vocabulary): (context: RenderContext) => string {
  return rendering(handlebars.compile(checked(text, file, vocabulary), options), file);
}

/** The same as source code, which `handlebars/runtime` runs without the compiler. */
export function precompile(text: string, file: string, vocabulary: Vocabulary): string {
  return String(handlebars.precompile(checked(text, file, vocabulary), options));
}

/** Handlebars' own strict mode lets a misspelt `{{#if}}` pass as false. */
function checked(text: string, file: string, vocabulary: Vocabulary): hbs.AST.Program {
  let ast: hbs.AST.Program;
  try {
    ast = handlebars.parse(text);
  } catch (error) {
    throw refused(`The template is invalid: ${file}: ${(error as Error).message.split('\n')[0]}.`, 'Correct the file.');
  }
  new NameCheck(file, vocabulary).accept(ast);
  return ast;
}

class NameCheck extends Handlebars.Visitor {
  private readonly file: string;
  private readonly vocabulary: Vocabulary;
  private depth = 0;

  constructor(file: string, vocabulary: Vocabulary) {
    super();
    this.file = file;
    this.vocabulary = vocabulary;
  }

  private wrong(node: hbs.AST.Node, problem: string): never {
    throw refused(
      `The template is invalid: ${this.file}, line ${node.loc.start.line}: ${problem}.`,
      'Correct the file.',
    );
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
    const nested = name === 'each' || name === 'with';
    if (nested) this.depth += 1;
    this.accept(node.program);
    if (nested) this.depth -= 1;
    if (node.inverse) this.accept(node.inverse);
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
