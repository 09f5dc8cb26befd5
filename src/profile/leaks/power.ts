import type { Field, Rows } from './field.ts';
import { type Foretold, foretell } from './foretell.ts';
import { byCode, type Groups, joined, ranked } from './groups.ts';
import { auc, balanced, correlation, explained } from './measure.ts';

/** Fewer rows, or fewer beside the commonest class, are told apart by chance. */
const fewestRows = 30;
const fewestOthers = 5;
/** Rows whose value was seen before, that are enough to tell what a code means. */
const fewestSeen = 50;
/** Where ranks tell less, values do not tell the target either. */
const worthALook = 0.5;

/** How much of the target one column tells, the most of all ways to read it: AUC of two classes, balanced accuracy of more, R² of a quantity. */
export function powerOf({ codes, distinct, groups, values }: Field, rows: Rows): number {
  const ways: number[] = [];
  // A quantity with few values is read as a code too.
  if (!groups || distinct <= rows.count / 4) ways.push(ofGroups(byCode(codes, distinct), rows));
  if (groups && values) ways.push(...ofQuantity(groups, values, rows));
  return Math.max(0, ...ways);
}

function ofQuantity(groups: Groups, values: Float64Array, rows: Rows): number[] {
  const y = picked(rows.y, groups.order);
  if (!isEnough(y, rows.classes)) return [];
  const ways = [ofGroups(groups, rows), ofGroups(joined(groups, Math.max(5, groups.order.length / 50)), rows)];
  const x = picked(values, groups.order);
  if (rows.classes === 2) {
    const area = auc(y, x);
    ways.push(Math.max(area, 1 - area));
  }
  if (rows.classes === 0) ways.push(correlation(y, x) ** 2, correlation(ranked(y), ranked(x)) ** 2);
  return ways;
}

function ofGroups(groups: Groups, rows: Rows): number {
  if (rows.classes > 0) return scored(groups, rows.y, foretell(groups, rows), rows.classes);
  const byRank = scored(groups, rows.ranks, foretell(groups, { ...rows, y: rows.ranks }), 0);
  return byRank < worthALook ? byRank : Math.max(byRank, scored(groups, rows.y, foretell(groups, rows), 0));
}

/** Over all rows that have a value, and over those whose value was seen in other folds. */
function scored({ order }: Groups, all: Float64Array, { guess, seen }: Foretold, classes: number): number {
  const y = picked(all, order);
  const whole = isEnough(y, classes) ? score(y, guess, classes) : 0;
  const places = placesOf(seen);
  if (places.length === order.length || places.length < fewestSeen) return whole;
  const seenY = picked(y, places);
  return isEnough(seenY, classes) ? Math.max(whole, score(seenY, picked(guess, places), classes)) : whole;
}

function placesOf(seen: Uint8Array): Int32Array {
  const places = new Int32Array(seen.length);
  let count = 0;
  for (let place = 0; place < seen.length; place += 1)
    if (seen[place] === 1) {
      places[count] = place;
      count += 1;
    }
  return places.subarray(0, count);
}

function score(y: Float64Array, guess: Float64Array, classes: number): number {
  if (classes === 2) return auc(y, guess);
  return classes > 2 ? balanced(y, guess, classes) : explained(y, guess);
}

export function picked(values: Float64Array, places: Int32Array): Float64Array {
  const some = new Float64Array(places.length);
  for (let at = 0; at < places.length; at += 1) some[at] = values[places[at] ?? 0] ?? 0;
  return some;
}

export function isEnough(y: Float64Array, classes: number): boolean {
  if (y.length < fewestRows) return false;
  if (classes === 0) return y.some((value) => value !== y[0]);
  const counts = new Int32Array(classes);
  for (const value of y) counts[value] = (counts[value] ?? 0) + 1;
  return y.length - Math.max(...counts) >= fewestOthers;
}
