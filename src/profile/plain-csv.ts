import type { Dialect } from './profile.ts';

/** The plainest dialect; every other is told by what differs from it. */
export const plainCsv: Dialect = {
  format: 'csv',
  compression: '',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: 'doubled',
  skip: 0,
  comment: '',
  header: true,
  decimal: '.',
  thousands: '',
  missing: [],
};
