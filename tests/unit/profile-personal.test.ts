import { expect, test } from 'vitest';
import { collect } from '../../src/profile/kinds/collect.ts';
import { personalIn } from '../../src/profile/personal.ts';
import { type Trace, traceIn } from '../../src/profile/personal-cells.ts';
import { plainCsv } from '../../src/profile/plain-csv.ts';

test.each<[cell: string, trace: Trace | undefined]>([
  ['ada@example.org', 'email'],
  ['write to ada.b+c@mail.example.co.uk, please', 'email'],
  ['@handle', undefined],
  ['+49 30 1234567', 'phone'],
  ['(555) 123-4567', 'phone'],
  ['call me at 555-123-4567.', 'phone'],
  ['2020-01-02', undefined],
  ['4111 1111 1111 1111', 'card'],
  ['4111 1111 1111 1112', undefined],
  ['078-05-1120', 'id'],
  ['000-05-1120', undefined],
  ['12345678Z', 'id'],
  ['12345678A', undefined],
  ['X1234567L', 'id'],
  ['AB123456C', 'id'],
  ['GB82 WEST 1234 5698 7654 32', 'iban'],
  ['GB82 WEST 1234 5698 7654 33', undefined],
  ['DE89370400440532013000', 'iban'],
  ['192.168.1.1', 'ip'],
  ['2001:db8::ff00:42:8329', 'ip'],
  ['10:20:30', undefined],
  ['1.2.3', undefined],
  ['technician', undefined],
  ['12.50', undefined],
])('%j tells of a person: %s', (cell, trace) => {
  expect(traceIn(cell)).toBe(trace);
});

const turn = (words: string, count = 90): readonly string[] => {
  const each = words.split('|');
  return Array.from({ length: count }, (_, at) => `${each[at % each.length] ?? ''}`);
};
const names = ['Anna Lee', 'John Smith', 'Maria Gomez', 'Karl Ott', 'Wei Chen', 'Julia Roth', 'Paul Ray', 'Omar Said'];
const people = Array.from({ length: 60 }, (_, at) => `${names[at % 8]}${'abcdefgh'[at >> 3]}`);
const cities =
  'Livingston Municipal|Meadow Lake|Perry Warsaw|Hilliard Park|Tishomingo|Gragg Wade|Capitol|Columbiana'.split('|');
const places = Array.from({ length: 60 }, (_, at) => `${cities[at % 8]} ${'ABCDEFGH'[at >> 3]}`);
const numbered = (prefix: string): readonly string[] =>
  Array.from({ length: 60 }, (_, at) => `${prefix}${1000000 + at}`);

test.each<[trap: string, name: string, cells: readonly string[], what: string | undefined]>([
  ['addresses', 'contact', numbered('').map((each) => `u${each}@example.org`), 'e-mail addresses'],
  [
    'one address in two hundred cells',
    'field',
    [...people.slice(0, 50), ...numbered('w'), 'a@example.org'],
    'e-mail addresses',
  ],
  [
    'text with an address',
    'notes',
    turn('please write to ada@example.org about the broken line in the old house'),
    'text that holds e-mail addresses',
  ],
  ['phone numbers', 'column_7', numbered('+49 30 '), 'phone numbers'],
  ['phone numbers without marks, by name', 'PhoneNumber', numbered('555'), 'phone numbers'],
  ['whether there is a phone', 'own_telephone', turn('yes|none'), undefined],
  ['minutes on the phone', 'mobile', numbered('').map((_, at) => `${at}.5`), undefined],
  ['last names by name', 'last_name', people.map((each) => each.split(' ')[1] ?? ''), 'names of people'],
  ['names of people', 'name', people, 'names of people'],
  ['names of airports', 'name', places, undefined],
  ['names of few', 'name', turn('Anna|Paul'), undefined],
  ['a few doctors', 'full name', turn('Anna Smith|Paul Brown|Maria Lopez|John Miller'), 'names of people'],
  ['a few doctors', 'employee', turn('Anna Smith|Paul Brown|Maria Lopez|John Miller'), 'names of people'],
  ['a few plans', 'customer', turn('private|trade|public'), undefined],
  ['streets', 'address', numbered('').map((_, at) => `${at + 1} Main Street`), 'postal addresses'],
  [
    'dates of birth',
    'date_of_birth',
    numbered('').map((_, at) => `19${50 + (at % 40)}-03-1${at % 9}`),
    'dates of birth',
  ],
  ['identifiers', 'customer_id', numbered('7'), undefined],
  ['amounts', 'income', numbered(''), undefined],
  ['words', 'job', turn('admin|technician|services'), undefined],
])('%s in %s', (_, name, cells, what) => {
  const column = collect(name, 0, plainCsv);
  for (const cell of cells) column.add(cell);
  expect(personalIn(column.facts())).toBe(what);
});
