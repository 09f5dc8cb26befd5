import { lexer, type Token, walkTokens } from 'marked';

/** Links and pictures of a Markdown text, as they are resolved; what stands in code is none. */
export function linksIn(markdown: string): readonly string[] {
  const links: string[] = [];
  const see = (token: Token): void => {
    if (token.type === 'link' || token.type === 'image') links.push(token.href);
    else if (token.type === 'html')
      links.push(...[...token.raw.matchAll(/\b(?:src|href)="([^"\s]+)/g)].map(([, target = '']) => target));
  };
  walkTokens(lexer(markdown), see);
  return links;
}

/** Where a relative link leads in the project; undefined for one that leads elsewhere. */
export function placeOf(from: string, link: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/|\/)/i.test(link)) return undefined;
  const place = from.split('/').slice(0, -1);
  for (const segment of decoded(link.replace(/[?#].*$/, '')).split('/')) {
    if (segment === '..' && place.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') place.push(segment);
  }
  return place.join('/');
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

/** As a regular expression that finds the text itself. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Where a link stands in a template's text, and how it is written there: the project's `names` come from something else. */
export function writtenIn(
  text: string,
  link: string,
  names: readonly string[],
): { line: number; as: string } | undefined {
  const loose = (form: string): string =>
    names.reduce((pattern, name) => pattern.replaceAll(escaped(name), '[^\\s()"<>]+'), escaped(form));
  const forms = [...new Set([link, decoded(link)])].map(loose);
  const pattern = new RegExp(`(?<=[(<"\\s:]|^)(${forms.join('|')})(?=[)>"\\s#?]|$)`);
  for (const [index, line] of text.split('\n').entries()) {
    const [, as] = pattern.exec(line) ?? [];
    if (as !== undefined) return { line: index + 1, as };
  }
  return undefined;
}
