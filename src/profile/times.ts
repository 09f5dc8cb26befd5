import { dayOf, daysIn, iso, type Reading } from './dates.ts';

const clock =
  /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?( ?)([AaPp][Mm])?( ?)(Z|UTC|GMT|[+-]\d\d:?\d\d(?::\d\d)?|[+-]\d\d)?$/;
const weekdays = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]{3,6})?(,? )/;

interface Clock {
  readonly format: string;
  /** Seconds since midnight, UTC where a zone is told. */
  readonly at: number;
  readonly iso: boolean;
}

const zoneSeconds = (zone: string): number => {
  if (!/^[+-]/.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60);
};

function clockOf(text: string): Clock | undefined {
  const [whole, hour = '', minute = '', second, fraction, gap = '', half, space = '', zone = ''] =
    clock.exec(text) ?? [];
  if (whole === undefined || Number(hour) > (half ? 12 : 23) || Number(minute) > 59 || Number(second ?? 0) > 60)
    return undefined;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  const seconds = second === undefined ? '' : fraction === undefined ? ':%S' : ':%S.%f';
  const zoned = zone === '' ? '' : `${half ? space : gap + space}${/^[UG]/.test(zone) ? '%Z' : '%z'}`;
  return {
    format: `${half ? '%I' : '%H'}:%M${seconds}${half ? `${gap}%p` : ''}${zoned}`,
    at: hours * 3600 + Number(minute) * 60 + Number(second ?? 0) + Number(`0.${fraction ?? 0}`) - zoneSeconds(zone),
    iso: hour.length === 2 && !half && gap + space === '' && !/^[UG]/.test(zone),
  };
}

/** Days are read once, since a column has few of them beside its times; so many are kept. */
const keptDays = 20_000;
const days = new Map<string, readonly Reading[]>();
function remembered(text: string): readonly Reading[] {
  let known = days.get(text);
  if (known === undefined) {
    known = daysIn(text);
    if (days.size >= keptDays) days.clear();
    days.set(text, known);
  }
  return known;
}

/** Where the time begins: behind the first blank or `T` that a colon follows within three characters. */
function timeAt(text: string): number {
  const colon = text.indexOf(':');
  if (colon < 0) return -1;
  const at = Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon));
  return at >= 0 && colon - at <= 3 ? at : -1;
}

const two = (codes: Uint16Array, at: number): number => {
  const tens = (codes[at] ?? 0) - 48;
  const ones = (codes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

/** So long is the commonest form of a time by far, `2020-01-02 03:04:05`. */
export const plainLength = 19;

/** The second that is written so, without the cost of what reads all other forms; NaN where none is. */
export function plainSecond(codes: Uint16Array, from: number): number {
  const between = codes[from + 10];
  if (codes[from + 4] !== 45 || codes[from + 7] !== 45 || (between !== 32 && between !== 84)) return Number.NaN;
  if (codes[from + 13] !== 58 || codes[from + 16] !== 58) return Number.NaN;
  const [hours, minutes, seconds] = [two(codes, from + 11), two(codes, from + 14), two(codes, from + 17)];
  if (!(hours < 24 && minutes < 60 && seconds <= 60)) return Number.NaN;
  const year = two(codes, from) * 100 + two(codes, from + 2);
  const day = dayOf(year, two(codes, from + 5), two(codes, from + 8)) ?? Number.NaN;
  return day + hours * 3600 + minutes * 60 + seconds;
}

const plainCodes = new Uint16Array(plainLength);

function plainTime(text: string): readonly Reading[] {
  for (let at = 0; at < plainLength; at += 1) plainCodes[at] = text.charCodeAt(at);
  const second = plainSecond(plainCodes, 0);
  return Number.isNaN(second) ? [] : [{ format: iso, at: second }];
}

/** Every way in which a cell may be meant as a date, or a time of day; none where it is neither. */
export function datesIn(text: string): readonly Reading[] {
  const { length } = text;
  const plain = length === plainLength ? plainTime(text) : [];
  if (plain.length > 0) return plain;
  if (length < 4 || length > 45) return [];
  const week = weekdays.exec(text);
  if (week) {
    const sign = week[0].length - (week[2] ?? '').length > 3 ? '%A' : '%a';
    return datesIn(text.slice(week[0].length))
      .filter(({ format }) => format !== iso)
      .map(({ format, at }) => ({ format: `${sign}${week[2]}${format}`, at }));
  }
  const at = timeAt(text);
  if (at < 0) {
    const time = length <= 15 ? clockOf(text) : undefined;
    return time ? [{ format: time.format, at: time.at }] : remembered(text);
  }
  const time = clockOf(text.slice(at + 1));
  if (!time) return [];
  const before = text[at - 1] === ',' ? at - 1 : at;
  const between = text.slice(before, at + 1);
  return remembered(text.slice(0, before)).map((day) => {
    const whole = day.format === iso && time.iso && before === at;
    const start = day.format === iso ? '%Y-%m-%d' : day.format;
    return { format: whole ? iso : `${start}${between}${time.format}`, at: day.at + time.at };
  });
}
