import type { Field, Rows } from './field.ts';
import { type Foretold, foretell, type Groups } from './foretell.ts';
import { byCode, byValue, joined } from './groups.ts';
import { auc, balanced, correlation, explained, ranked } from './measure.ts';

/** Fewer rows, or fewer beside the commonest class, are told apart by chance. */
const fewestRows = 30;
const fewestOthers = 5;
/** Rows whose value was seen before, that are enough to tell what a code means. */
const fewestSeen = 50;
/** A quantity with few values is read as a code too. */
export const isDiscrete = (field: Field, rows: number): boolean => field.distinct <= rows / 4;

/** How much of the target one column tells, the most of all ways to read it: AUC of two classes, balanced accuracy of more, R² of a quantity. */
export function powerOf(field: Field, rows: Rows): number {
  const ways: number[] = [];
  if (!field.values || isDiscrete(field, rows.count)) ways.push(ofGroups(byCode(field.codes, field.distinct), rows));
  if (field.values) ways.push(...ofQuantity(field.values, rows));
  return Math.max(0, ...ways);
}

function ofQuantity(values: Float64Array, rows: Rows): number[] {
  const groups = byValue(values);
  const ways = [ofGroups(groups, rows), ofGroups(joined(groups, Math.max(5, groups.order.length / 50)), rows)];
  const y = picked(rows.y, groups.order);
  if (!isEnough(y, rows.classes)) return [];
  const x = picked(values, groups.order);
  if (rows.classes === 2) {
    const area = auc(y, x);
    ways.push(Math.max(area, 1 - area));
  }
  if (rows.classes === 0) ways.push(correlation(y, x) ** 2, correlation(ranked(y), ranked(x)) ** 2);
  return ways;
}

function ofGroups(groups: Groups, rows: Rows): number {
  const told = foretell(groups, rows);
  const scores = scored(groups, rows.y, told, rows.classes);
  if (rows.classes > 0) return scores;
  const ranks = ranked(rows.y);
  return Math.max(scores, scored(groups, ranks, foretell(groups, { ...rows, y: ranks }), 0));
}

/** Over all rows that have a value, and over those whose value was seen in other folds. */
function scored({ order }: Groups, all: Float64Array, { guess, seen }: Foretold, classes: number): number {
  const y = picked(all, order);
  const whole = isEnough(y, classes) ? score(y, guess, classes) : 0;
  const places = Int32Array.from(order.keys()).filter((place) => seen[place] === 1);
  if (places.length === order.length || places.length < fewestSeen) return whole;
  const seenY = picked(y, places);
  return isEnough(seenY, classes) ? Math.max(whole, score(seenY, picked(guess, places), classes)) : whole;
}

function score(y: Float64Array, guess: Float64Array, classes: number): number {
  if (classes === 2) return auc(y, guess);
  return classes > 2 ? balanced(y, guess, classes) : explained(y, guess);
}

export const picked = (values: Float64Array, places: Int32Array): Float64Array =>
  Float64Array.from(places, (place) => values[place] ?? 0);

export function isEnough(y: Float64Array, classes: number): boolean {
  if (y.length < fewestRows) return false;
  const counts = new Map<number, number>();
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1);
  return y.length - Math.max(...(classes > 0 ? counts.values() : [counts.size === 1 ? y.length : 0])) >= fewestOthers;
}
