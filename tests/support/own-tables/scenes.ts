import { Draw } from './draw.ts';

/** One row, by the names of its columns in their order. */
export type Row = Readonly<Record<string, string | number>>;

const drawn = (rows: number, seed: number, make: (draw: Draw, at: number) => Row): readonly Row[] => {
  const draw = new Draw(seed);
  return Array.from({ length: rows }, (_, at) => make(draw, at));
};

/** Changes each row by its place, with a generator of its own. */
export function changed(rows: readonly Row[], change: (row: Row, at: number, draw: Draw) => Row): readonly Row[] {
  const draw = new Draw(rows.length);
  return rows.map((row, at) => change(row, at, draw));
}

/** Takes a column out of a row. */
export const without = (row: Row, name: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

/** Customers of a telephone company, of whom some leave. */
export const customers = (rows = 300): readonly Row[] =>
  drawn(rows, 1, (draw) => {
    const [tenure, calls] = [draw.whole(1, 72), draw.whole(0, 9)];
    const plan = draw.one(['basic', 'plus', 'premium']);
    const monthly = draw.between(15, 120);
    const churned = draw.happens(calls / 1.5 - tenure / 14 + monthly / 60 - 1.5) ? 'yes' : 'no';
    return { tenure, plan, monthly: monthly.toFixed(2), calls, churned };
  });

/** Houses and what was paid for them. */
export const houses = (rows = 300): readonly Row[] =>
  drawn(rows, 2, (draw) => {
    const [area, age] = [draw.between(40, 240), draw.whole(0, 90)];
    const district = draw.one(['harbour', 'hill', 'old town', 'station']);
    const garden = draw.one(['yes', 'no']);
    const price = 40_000 + 2_100 * area - 700 * age + (district === 'hill' ? 60_000 : 0) + 15_000 * draw.normal();
    return { area: area.toFixed(1), age, district, garden, price: Math.max(price, 20_000).toFixed(2) };
  });

/** Hours of a bike hire. */
export const hires = (rows = 400): readonly Row[] =>
  drawn(rows, 3, (draw, at) => {
    const warmth = 12 + 9 * Math.sin(at / 58) + 2 * draw.normal();
    const weather = draw.one(['clear', 'clouds', 'rain']);
    const humidity = draw.between(25, 95);
    const wet = weather === 'rain' ? 45 : 0;
    const hired = Math.max(0, Math.round(60 + 6 * warmth - 0.5 * humidity - wet + 8 * draw.normal()));
    return { warmth: warmth.toFixed(1), humidity: humidity.toFixed(0), weather, hired };
  });

/** Patients, of whom some come back within a month. */
export const patients = (rows = 400): readonly Row[] =>
  drawn(rows, 4, (draw) => {
    const [age, stay] = [draw.whole(18, 92), draw.whole(1, 21)];
    const smoker = draw.one(['smoker', 'never']);
    const pressure = 95 + 0.4 * age + 11 * draw.normal();
    const score = (age - 55) / 14 + (stay - 11) / 6 + (smoker === 'smoker' ? 0.3 : -1.3);
    return { age, stay, smoker, pressure: pressure.toFixed(0), readmitted: draw.happens(score) ? 'yes' : 'no' };
  });

/** Support tickets, and which team solved them. */
export const tickets = (rows = 450): readonly Row[] =>
  drawn(rows, 5, (draw) => {
    const product = draw.one(['router', 'phone', 'invoice', 'television']);
    const usual = { router: 'network', phone: 'devices', invoice: 'accounts', television: 'devices' }[product];
    const team = draw.chance(0.85) ? usual : draw.one(['network', 'devices', 'accounts']);
    const hour = draw.whole(0, 23);
    const length = draw.whole(20, 900) + (team === 'accounts' ? 250 : 0);
    return { product, channel: draw.one(['mail', 'chat', 'telephone']), hour, length, team: team ?? '' };
  });

/** Readings of machines, of which some fail within a day. */
export const readings = (rows = 500, usual = -1): readonly Row[] =>
  drawn(rows, 6, (draw) => {
    const [vibration, heat] = [2 + 0.8 * draw.normal(), 60 + 9 * draw.normal()];
    const load = draw.between(0.2, 1);
    const failing = draw.happens(2.2 * (vibration - 2) + (heat - 60) / 7 + usual) ? 1 : 0;
    return { vibration: vibration.toFixed(3), heat: heat.toFixed(1), load: load.toFixed(2), failing };
  });

/** Loans, of which some are not paid back. */
export const loans = (rows = 350): readonly Row[] =>
  drawn(rows, 7, (draw) => {
    const [amount, months] = [draw.whole(10, 400) * 100, draw.one([12, 24, 36, 48, 60])];
    const income = draw.whole(12, 95) * 1_000;
    const purpose = draw.one(['car', 'kitchen', 'studies', 'holiday']);
    const score = amount / 9_000 - income / 22_000 + months / 30 - 1.8;
    return { amount, months, income, purpose, defaulted: draw.happens(score) ? 'yes' : 'no' };
  });
