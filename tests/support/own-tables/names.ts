import { changed, customers, houses, loans } from './scenes.ts';
import { csv, type Decided, type OwnTable } from './written.ts';

const churn: Decided = { task: 'binary', positive: 'yes', by: 'stratified', left: {}, rows: 300 };
const price: Decided = { task: 'regression', by: 'stratified', left: {}, rows: 300 };
const red = '\u001b[31m';

/** Names, and values, that mean something to a language, a template, a sheet or a terminal. */
export const oddNames: readonly OwnTable[] = [
  {
    name: 'keyword-names.csv',
    content: csv(customers(), { names: ['class', 'def', 'from', 'None', 'target'] }),
    ...{ target: 'target', decided: churn },
  },
  {
    name: 'names-of-the-project.csv',
    content: csv(customers(), { names: ['prediction', 'probability', 'group', 'id', 'split'] }),
    target: 'split',
    decided: { ...churn, left: { prediction: 'known only afterwards' } },
  },
  {
    name: 'right-to-left-names.csv',
    content: csv(houses(), { names: ['שטח', 'العمر', 'حي', 'חצר', 'מחיר'] }),
    ...{ target: 'מחיר', decided: price },
  },
  {
    name: 'very-long-name.csv',
    content: csv(houses(), {
      names: [`area ${'of the whole house '.repeat(50)}`.trim(), 'age', 'district', 'garden', 'price'],
    }),
    ...{ target: 'price', decided: price },
  },
  {
    name: 'names-in-several-lines.csv',
    content: csv(houses(), { names: ['area\nin m2', 'age\r\nin years', 'district', 'garden', 'price\n("paid")'] }),
    ...{ target: 'price\n("paid")', decided: price },
  },
  {
    name: 'duplicate-and-blank-names.csv',
    content: csv(loans(300), { names: ['amount', 'amount', '', 'purpose', 'defaulted'] }),
    ...{ target: 'defaulted', decided: churn },
  },
  {
    name: 'names-that-differ-in-case.csv',
    content: csv(customers(), { names: ['Value', 'value', 'VALUE', 'é', 'e\u0301'] }),
    ...{ target: 'e\u0301', decided: churn },
  },
  {
    name: 'punctuation-names.csv',
    content: csv(houses(), { names: ['area [m²]', 'a<b', "o'neil.x=1", 'C:\\new', 'price, "€"'] }),
    ...{ target: 'price, "€"', decided: price },
  },
  {
    name: 'braces-formulas-and-html.csv',
    content: csv(
      changed(customers(), ({ plan, ...row }) => ({
        ...{ '{{x}}': row.tenure ?? 0, '=cmd()': row.calls ?? 0, '<b>bold</b>': row.monthly ?? 0 },
        [`\${x} ${red}warm`]:
          plan === 'basic' ? '=HYPERLINK("x")' : plan === 'plus' ? '<script>alert(1)</script>' : `{{y}} ${red}`,
        '| left': row.churned === 'yes' ? '{{yes}}' : '<i>no</i>',
      })),
    ),
    target: '| left',
    decided: { ...churn, positive: '{{yes}}' },
    flags: ['--positive', '{{yes}}'],
  },
];
