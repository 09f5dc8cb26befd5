import { markdown, quoted } from './encode.ts';
import { refused } from './errors.ts';
import type { RenderContext } from './types.ts';

/** The helpers of `.hbs` files: how free text reaches TOML, JSON, YAML and Markdown. */
export const encoders = { toml: quoted, json: quoted, yaml: quoted, md: markdown };

/** A compiled `.hbs` file, refused by its name for what only shows with the data at hand. */
export function rendering(
  render: (context: RenderContext) => string,
  file: string,
): (context: RenderContext) => string {
  return (context) => {
    try {
      return render(context);
    } catch (error) {
      // A part that an item of a list does not have, an {{#if}} without a value.
      throw refused(`The template is invalid: ${file}: ${(error as Error).message}.`, 'Correct the file.');
    }
  };
}
