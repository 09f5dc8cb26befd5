import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { refused } from '../errors.ts';
import { markdown, quoted } from '../text/encode.ts';
import type { RenderContext } from '../types.ts';
import { Budget } from './budget.ts';

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

/** What a value that stands by itself is compiled to: nobody can write the name of this one. */
export const plain = ' ';

interface Options {
  readonly fn: (...args: unknown[]) => string;
  readonly data: { readonly budget: Budget };
}

type Each = (this: unknown, items: unknown, options: Options) => string;

/** What both kinds of Handlebars need for our files: the helpers, and an end to whatever goes on and on. */
export function prepare(handlebars: typeof Handlebars): void {
  const counted = (encode: (value: unknown) => unknown) => (value: unknown, options: Options) => {
    const encoded = encode(value);
    options.data.budget.write(lengthOf(encoded));
    return encoded;
  };
  for (const [name, encode] of Object.entries({ ...encoders, [plain]: (value: unknown) => value }))
    handlebars.registerHelper(name, counted(encode));
  const each = handlebars.helpers.each as Each;
  const ending: Each = function (items, options) {
    const { budget } = options.data;
    const fn = (...args: unknown[]): string => {
      budget.turn();
      const made = options.fn(...args);
      budget.write(made.length);
      return made;
    };
    return each.call(this, items, { ...options, fn });
  };
  handlebars.registerHelper('each', ending as Handlebars.HelperDelegate);
}

const lengthOf = (value: unknown): number => (value === null || value === undefined ? 0 : String(value).length);

/** A `.hbs` file as it is rendered: the budget is that of the whole project. */
export type Render = (context: RenderContext, budget?: Budget) => string;

/** A compiled `.hbs` file, refused by its name for what only shows with the data at hand. */
export function rendering(
  render: (context: RenderContext, options: { readonly data: object }) => string,
  file: string,
): Render {
  return (context, budget = new Budget()) => {
    budget.begin();
    try {
      return render(context, { data: { budget } });
    } catch (error) {
      // A part that an item of a list does not have, an {{#if}} without a value.
      throw refused(`The template is invalid: ${file}: ${(error as Error).message}.`, 'Correct the file.');
    }
  };
}
