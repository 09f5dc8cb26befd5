import { wordIn, wordsOf } from '../judge/names.ts';

/** What a column may be in a file of events, in which somebody does something with a thing. */
export type Part = 'user' | 'item';

const list = (words: string): readonly string[] => words.split(' ');

/** Words for who acts, the plainest first; those of the second row may as well be what a table is about. */
const users = list(
  'user usr customer client consumer buyer purchaser shopper member reviewer rater reader viewer listener player visitor subscriber account profile'.concat(
    ' kunde kunden nutzer benutzer besucher cliente clientes usuario utilisateur klant gebruiker utente cust',
  ),
);
const usersPerhaps = list('session household cookie device card person student patient author');

/** Words for what is chosen, the plainest first. */
const items = list(
  'item product article sku asin isbn stock movie film book song track game anime recipe restaurant business venue poi hotel listing joke beer'
    .concat(
      ' wine app video podcast episode show series album artist playlist course post news story document offer deal ad',
    )
    .concat(' produkt artikel produit producto prodotto articulo libro livre buch merchant place page content title'),
);

const words: Readonly<Record<Part, readonly string[]>> = { user: [...users, ...usersPerhaps], item: items };

/** What stands behind such a word and says that the column names it. */
const naming = new Set(list('id ids no nr num number nummer key code uuid guid hash ref idx index unique'));
const glued = /(?:id|ids|nr|no|number|nummer|code|key)$/;

/** The word by which a column's name says that it names users, or items; `sure` where it can hardly be anything else. */
interface Naming {
  readonly word: string;
  /** How plainly it says so: higher is plainer. */
  readonly rank: number;
  readonly sure: boolean;
}

/** `user_id`, `CustomerID`, `userid` and `Users` name users; `user_age` and `product category` say something of them. */
export function namingOf(name: string, part: Part): Naming | undefined {
  const own = [...wordsOf(name)];
  let ids = 0;
  while (own.length > 1 && naming.has(own.at(-1) ?? '')) {
    own.pop();
    ids = 1;
  }
  const last = own.at(-1) ?? '';
  const forms = [last, last.replace(/s$/, ''), last.replace(glued, '')];
  const at = words[part].findIndex((word) => forms.includes(word));
  if (at < 0) return undefined;
  const isGlued = !words[part].includes(last) && glued.test(last) ? 1 : 0;
  return {
    word: words[part][at] ?? '',
    rank: 100 - at + 50 * Math.max(ids, isGlued),
    sure: !usersPerhaps.includes(words[part][at] ?? ''),
  };
}

const judged = new Set(
  list(
    'rating ratings rate rated stars star score scores overall vote preference pref feedback opinion liked like thumbs bewertung note valoracion puntuacion',
  ),
);
const counts = new Set(
  list(
    'quantity qty count counts plays play playcount listens views clicks visits purchases times frequency freq hours minutes seconds duration playtime weight units bought menge anzahl cantidad quantite',
  ),
);
/** What is said of an item by all, and not of one event. */
const ofAll = new Set(list('avg average mean median total sum critic critics num number std max min price'));

/** Whether a column's name says that it holds what users think of items, or how much they took; undefined where neither. */
export function valueNamed(name: string): { readonly word: string; readonly explicit: boolean } | undefined {
  if (wordIn(name, ofAll) !== undefined) return undefined;
  const opinion = wordIn(name, judged);
  if (opinion !== undefined) return { word: opinion, explicit: true };
  const count = wordIn(name, counts);
  return count === undefined ? undefined : { word: count, explicit: false };
}

/** Names of columns that say what kind of event a row is. */
const ofEvents = new Set(['event', 'event type', 'action', 'behavior', 'behaviour', 'interaction', 'interaction type']);
export const isKindOfEvent = (name: string): boolean => ofEvents.has(wordsOf(name).join(' '));
