import { givenNames } from './given-names.ts';

/** What a cell may tell of a person. `given` is a given name, which things have, too. */
export const traces = ['email', 'phone', 'card', 'id', 'iban', 'ip', 'given'] as const;

export type Trace = (typeof traces)[number];

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/i;
const phone =
  /^(?:\+\d{1,3}[ .-]?(?:\(0?\)[ .-]?)?(?:\d[ ./-]?){7,12}\d|\(\d{3}\) ?\d{3}[ -]\d{4}|\d{3}[-.]\d{3}[-.]\d{4}|0\d{2,4}[ /-]\d{3}[ -]?\d{3,5})(?: ?(?:x|ext\.?) ?\d{1,5})?$/;
const phoneWithin =
  /(?:^|\s)(?:\+\d{1,3}[ -](?:\d[ -]?){7,12}\d|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?=$|[\s.,;])/;
const card = /^[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}$/;
const octets = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const sixth = /^(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){0,6}$/i;

/** The check digit of cards: of every second digit, from the right, twice itself; all add up to tens. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, twice = false; at >= 0; at -= 1, twice = !twice) {
    const digit = Number(digits[at]) * (twice ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** An account number, whose letters count as numbers, leaves 1 when it is divided by 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(plain)) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const letters = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** A Spanish DNI or NIE: its letter follows from its digits. */
function isDni(text: string): boolean {
  const found = /^([XYZ]?)(\d{7,8})-?([A-Z])$/.exec(text);
  if (!found) return false;
  const [, first = '', digits = '', letter = ''] = found;
  if (first.length + digits.length !== 8) return false;
  const number = Number(`${first === '' ? '' : 'XYZ'.indexOf(first)}${digits}`);
  return letters[number % 23] === letter;
}

/** Social security numbers of the United States, as they are issued; national insurance numbers of the United Kingdom. */
const ssn = /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/;
const nino = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]$/;

/** What a cell tells of a person; undefined for what tells nothing, as nearly all do. */
export function traceIn(cell: string): Trace | undefined {
  const { length } = cell;
  if (length < 2 || length > 20_000) return undefined;
  if (cell.includes('@') && email.test(cell)) return 'email';
  const code = cell.charCodeAt(0);
  const digit = code >= 48 && code <= 57;
  if (digit || code === 43 || code === 40) {
    if (length < 7) return undefined;
    if (ssn.test(cell) || isDni(cell)) return 'id';
    if (octets.test(cell)) return 'ip';
    if (card.test(cell) && luhn(cell.replaceAll(/[ -]/g, ''))) return 'card';
    if (phone.test(cell)) return 'phone';
  }
  if (length >= 8 && length <= 42 && /^[0-9A-Z]/i.test(cell) && /\d/.test(cell)) {
    if (isIban(cell)) return 'iban';
    if (nino.test(cell) || isDni(cell)) return 'id';
    if (sixth.test(cell) && /[a-f]|::/i.test(cell)) return 'ip';
  }
  if (length > 12 && /\d{3}/.test(cell) && phoneWithin.test(cell)) return 'phone';
  return undefined;
}

/** Whether one of the first words of a cell is a given name. */
export const givenIn = (cell: string): boolean =>
  cell.length < 60 &&
  cell
    .toLowerCase()
    .split(/[^\p{L}]+/u, 4)
    .some((word) => givenNames.has(word));
