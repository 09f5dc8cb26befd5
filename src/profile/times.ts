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

const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

/** The commonest form by far, `2020-01-02 03:04:05`, without the cost of what reads all others. */
function plainIso(text: string): readonly Reading[] | undefined {
  const between = text.charCodeAt(10);
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || (between !== 32 && between !== 84)) return undefined;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const seconds = two(text, 11) * 3600 + two(text, 14) * 60 + two(text, 17);
  const inDay = two(text, 11) < 24 && two(text, 14) < 60 && two(text, 17) <= 60;
  const day = dayOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
  return inDay && day !== undefined ? [{ format: iso, at: day + seconds }] : undefined;
}

/** Every way in which a cell may be meant as a date, or a time of day; none where it is neither. */
export function datesIn(text: string): readonly Reading[] {
  const { length } = text;
  const plain = length === 19 ? plainIso(text) : undefined;
  if (plain) return plain;
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
