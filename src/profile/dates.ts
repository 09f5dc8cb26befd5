/** One way to read a cell as a date: the format of Python's strptime, and the second that it means (UTC, since 1970). */
export interface Reading {
  readonly format: string;
  readonly at: number;
}

/** ISO 8601 in any precision, a day at least; seconds and milliseconds since 1970, which are told by a column's name. */
export const iso = 'ISO8601';
export const unix = { seconds: 'unix', milliseconds: 'unix-ms' } as const;

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const fullMonths = 'january february march april may june july august september october november december'.split(' ');
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1970 in the Gregorian calendar, as Howard Hinnant's `days_from_civil` counts them. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

/** The first second of a day; undefined where there is no such day. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (monthLengths[month - 1] ?? 0))) return undefined;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !leap) return undefined;
  return daysSince1970(year, month, day) * 86400;
}

/** A year of two digits, as strptime reads it. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
};
const yearSign = (digits: string): string => (digits.length > 2 ? '%Y' : '%y');

function reading(format: string, year: number, month: number, day: number): readonly Reading[] {
  const at = year < 1000 ? undefined : dayOf(year, month, day);
  return at === undefined ? [] : [{ format, at }];
}

/** A month by its name, and the signs that read it: the short and the long name of May are one. */
function monthOf(name: string): readonly [month: number, signs: readonly string[]] | undefined {
  const low = name.toLowerCase();
  const short = months.indexOf(low);
  const long = fullMonths.indexOf(low);
  if (short < 0 && long < 0) return undefined;
  return [Math.max(short, long) + 1, [...(short < 0 ? [] : ['%b']), ...(long < 0 ? [] : ['%B'])]];
}

const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/;
const named = /^(\d{1,2})([-/. ]?)([A-Za-z]{3,9})([-/. ]?)(\d{4}|\d{2})$/;
const nameFirst = /^([A-Za-z]{3,9})(\.? )(\d{1,2})(,? )(\d{4})$/;
const monthAndYear = /^([A-Za-z]{3,9})([-/ ])(\d{4}|\d{2})$/;
const yearAndMonth = /^(\d{4})([-/])(\d{1,2})$/;
const monthThenYear = /^(\d{1,2})([-/])(\d{4})$/;
const compact = /^((?:1[6-9]|2[01])\d\d)(\d\d)(\d\d)$/;

/** Every way in which a day may be meant. */
export function daysIn(text: string): readonly Reading[] {
  let found = yearFirst.exec(text);
  if (found) {
    const [, year = '', mark = '', month = '', day = ''] = found;
    const format = mark === '-' && month.length === 2 && day.length === 2 ? iso : `%Y${mark}%m${mark}%d`;
    return reading(format, Number(year), Number(month), Number(day));
  }
  found = yearLast.exec(text);
  if (found) {
    const [, one = '', mark = '', two = '', year = ''] = found;
    const sign = yearSign(year);
    return [
      ...reading(`%m${mark}%d${mark}${sign}`, fullYear(year), Number(one), Number(two)),
      ...reading(`%d${mark}%m${mark}${sign}`, fullYear(year), Number(two), Number(one)),
    ];
  }
  found = compact.exec(text);
  if (found) return reading('%Y%m%d', Number(found[1]), Number(found[2]), Number(found[3]));
  found = yearAndMonth.exec(text);
  if (found) return reading(`%Y${found[2]}%m`, Number(found[1]), Number(found[3]), 1);
  found = monthThenYear.exec(text);
  if (found) return reading(`%m${found[2]}%Y`, Number(found[3]), Number(found[1]), 1);
  return daysByName(text);
}

function daysByName(text: string): readonly Reading[] {
  const each = (name: string, year: string, day: string, format: (sign: string) => string): readonly Reading[] => {
    const [month = 0, signs = []] = monthOf(name) ?? [];
    return signs.flatMap((sign) => reading(format(sign), fullYear(year), month, Number(day)));
  };
  let found = named.exec(text);
  if (found) {
    const [, day = '', before = '', name = '', after = '', year = ''] = found;
    return each(name, year, day, (sign) => `%d${before}${sign}${after}${yearSign(year)}`);
  }
  found = nameFirst.exec(text);
  if (found) {
    const [, name = '', before = '', day = '', after = '', year = ''] = found;
    return each(name, year, day, (sign) => `${sign}${before}%d${after}%Y`);
  }
  found = monthAndYear.exec(text);
  if (!found) return [];
  const [, name = '', mark = '', year = ''] = found;
  return each(name, year, '1', (sign) => `${sign}${mark}${yearSign(year)}`);
}

/** A second since 1970 as ISO 8601: the day alone at midnight. */
export function isoOf(at: number): string {
  const days = Math.floor(at / 86400);
  const seconds = Math.floor(at - days * 86400);
  // Howard Hinnant's `civil_from_days`.
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const turned = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * turned + 2) / 5) + 1;
  const month = turned < 10 ? turned + 3 : turned - 9;
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (seconds === 0) return date;
  return `${date}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
