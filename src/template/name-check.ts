import Handlebars from 'handlebars';
import { dataNames, eventNames } from '../answers/standard.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Vocabulary } from '../types.ts';
import { limits } from './limits.ts';
import { encoders } from './rendering.ts';

export const blocks = ['if', 'unless', 'each', 'with'];
export const encoderNames = Object.keys(encoders);

export interface HbsProblem {
  /** Of the file; none where the parser gives one in its own words. */
  readonly line?: number;
  readonly problem: string;
}

/** Ends the check of one statement. */
class Wrong extends Error {
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

/** Checks every name of a syntax tree: whether it is known, and known where it stands. */
export class NameCheck extends Handlebars.Visitor {
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
    if (head === 'merged') this.checkMerged(node, rest);
    else if (head === 'data' && rest.length === 1) this.checkData(node, rest[0] ?? '');
    else if (rest.length > 0) this.wrong(node, `"${head}" has no parts`);
  }

  private checkMerged(node: hbs.AST.PathExpression, keys: readonly string[]): void {
    let data: unknown = this.vocabulary.merged;
    for (const key of keys) {
      const object = (data ?? {}) as Record<string, unknown>;
      if (!Object.hasOwn(object, key))
        this.wrong(node, `no layer merges "${node.original}"${this.hint(key, Object.keys(object))}`);
      data = object[key];
    }
  }

  private checkData(node: hbs.AST.PathExpression, key: string): void {
    const known: readonly string[] = [...dataNames, ...eventNames];
    if (!known.includes(key)) this.wrong(node, `there is no "${node.original}"${this.hint(key, known)}`);
  }

  private hint(word: string, known: readonly string[]): string {
    const meant = didYouMean(word, known);
    return meant ? `; did you mean "${meant}"?` : '';
  }
}
