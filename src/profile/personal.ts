import type { Trace } from './personal-cells.ts';
import type { Traits } from './traits.ts';

/** What a trace is called. */
const called: Readonly<Record<Exclude<Trace, 'given'>, string>> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  card: 'card numbers',
  id: 'national identity numbers',
  iban: 'bank account numbers',
  ip: 'IP addresses',
};

/** Which share of the distinct values must show a trace: little of what nothing else looks like, most of what other things may. */
const least: Readonly<Record<Exclude<Trace, 'given'>, number>> = {
  email: 0.005,
  iban: 0.05,
  id: 0.1,
  phone: 0.1,
  ip: 0.5,
  card: 0.6,
};

interface Named {
  readonly says: RegExp;
  readonly what: string;
  readonly when: (column: Traits) => boolean;
}

const present = ({ rows, missing }: Traits): number => rows - missing;
const share = (column: Traits, ...looks: readonly (keyof Traits['looks'])[]): number =>
  looks.reduce((sum, look) => sum + (column.looks[look] ?? 0), 0) / Math.max(1, present(column));
const worded = (column: Traits): boolean => share(column, 'word', 'text') > 0.5 && column.distinct > 2;
const various = (column: Traits): boolean => column.distinct > 20 || column.distinct > present(column) / 2;
const given = (column: Traits): number =>
  (column.traces?.given ?? 0) / Math.max(1, column.distinctNoted ?? column.distinct);
const longDigits = ({ digits, examples }: Traits): boolean =>
  (digits?.[0] ?? 0) >= 7 || examples.some((example) => example.replaceAll(/\D/g, '').length >= 7);

/** What a name says, where the cells bear it out. The words of a name are between blanks here, in lower case. */
const byName: readonly Named[] = [
  {
    says: / (?:(?:first|last|full|family|middle|given|maiden) names?|firstname|lastname|surname|forename|givenname|vorname|nachname|prenom|apellidos?) /,
    what: 'names of people',
    when: worded,
  },
  {
    says: / (?:name|names|fullname|customer|client|patient|employee|author|player|contact|passenger|person|owner|candidate|nombre) /,
    what: 'names of people',
    when: (column) => worded(column) && given(column) > (various(column) ? 0.25 : 0.6),
  },
  { says: / e ?mails? /, what: 'e-mail addresses', when: (column) => share(column, 'email') > 0.1 },
  {
    says: / (?:phone|telephone|tel|mobile|cell|fax|handy|telefon)(?: (?:number|no|nr))? /,
    what: 'phone numbers',
    when: (column) => various(column) && longDigits(column) && share(column, 'decimal', 'date') === 0,
  },
  {
    says: / (?:ssn|social security|passport|national id|nino|dni|iban|tax id|driver s? ?licen[cs]e) /,
    what: 'national identity numbers',
    when: (column) => various(column) && share(column, 'decimal', 'date') === 0,
  },
  {
    says: / (?:address|street|street address|strasse|straße|home address|addr) /,
    what: 'postal addresses',
    when: (column) =>
      worded(column) && various(column) && column.examples.filter((each) => /\d/.test(each)).length >= 3,
  },
  {
    says: / (?:dob|birth ?date|date of birth|birthday|geburtsdatum) /,
    what: 'dates of birth',
    when: (column) => share(column, 'date') > 0.5,
  },
];

const spaced = (name: string): string =>
  ` ${(name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? []).join(' ').toLowerCase()} `;

/** What kind of person's fact a column holds, in words; undefined where it holds none. */
export function personalIn(column: Traits): string | undefined {
  const seen = Math.max(1, column.distinctNoted ?? column.distinct);
  for (const trace of ['email', 'iban', 'card', 'id', 'phone', 'ip'] as const) {
    const count = column.traces?.[trace] ?? 0;
    if (count > 0 && count >= least[trace] * seen)
      return share(column, 'text') > 0.5 ? `text that holds ${called[trace]}` : called[trace];
  }
  const name = spaced(column.name);
  return byName.find(({ says, when }) => says.test(name) && when(column))?.what;
}
