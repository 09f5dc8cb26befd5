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

/** The line that a link stands in, as it was written; none where it was put together. */
export function lineOf(text: string, link: string): number | undefined {
  const forms = [...new Set([link, decoded(link)])].map(escaped);
  const pattern = new RegExp(`(?<=[(<"\\s:]|^)(${forms.join('|')})`);
  const index = text.split('\n').findIndex((line) => pattern.test(line));
  return index < 0 ? undefined : index + 1;
}
