import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { refused } from '../errors.ts';
import { markdown, quoted } from '../text/encode.ts';
import type { RenderContext } from '../types.ts';

/** The helpers of `.hbs` files: how free text reaches TOML, JSON, YAML and Markdown. */
export const encoders = { toml: quoted, json: quoted, yaml: quoted, md: markdown };

/**
 * Words that mean something to Handlebars: every helper, of its runtime and of ours, and what its grammar keeps. Under such a
 * name no answer would be found: `{{log}}` calls a helper, which prints.
 */
export const wordsOfHandlebars: readonly string[] = [
  ...Object.keys((runtime as unknown as typeof Handlebars).helpers),
  ...Object.keys(encoders),
  ...['this', 'else', 'as', 'true', 'false', 'null', 'undefined'],
];

/** A file that goes round more often than this is meant to keep us busy. */
const mostTurns = 10_000;
let turns = 0;

type Each = (this: unknown, items: unknown, options: { readonly fn: (...args: unknown[]) => string }) => string;

/** What both kinds of Handlebars need for our files: the helpers, and an `each` that comes to an end. */
export function prepare(handlebars: typeof Handlebars): void {
  handlebars.registerHelper(encoders);
  const each = handlebars.helpers.each as Each;
  const counted: Each = function (items, options) {
    const fn = (...args: unknown[]): string => {
      turns += 1;
      if (turns > mostTurns) throw new Error(`its loops take more than ${mostTurns} turns`);
      return options.fn(...args);
    };
    return each.call(this, items, { ...options, fn });
  };
  handlebars.registerHelper('each', counted as Handlebars.HelperDelegate);
}

/** A compiled `.hbs` file, refused by its name for what only shows with the data at hand. */
export function rendering(
  render: (context: RenderContext) => string,
  file: string,
): (context: RenderContext) => string {
  return (context) => {
    turns = 0;
    try {
      return render(context);
    } catch (error) {
      // A part that an item of a list does not have, an {{#if}} without a value.
      throw refused(`The template is invalid: ${file}: ${(error as Error).message}.`, 'Correct the file.');
    }
  };
}
