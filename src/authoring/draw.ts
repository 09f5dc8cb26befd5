import { indent, usual, wrapped } from '../terminal/columns.ts';
import type { Paint } from '../terminal/paint.ts';
import { sentence } from '../text/sentence.ts';
import type { Answers } from '../types.ts';
import type { Finding, Trial } from './finding.ts';

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** How many there are of each. */
export const countOf = (findings: readonly Finding[]): string => {
  const of = (level: Finding['level']): number => findings.filter((one) => one.level === level).length;
  return `${many(of('error'), 'error')}, ${many(of('warning'), 'warning')}`;
};

/** For people: where, what, and what to do. */
export const drawFindings = (findings: readonly Finding[], style: Paint): readonly string[] => [
  ...findings.flatMap(({ rule, level, file, line, message, fix }) => [
    `${style('bold', `${file}:${line}`)} ${style(level === 'error' ? 'red' : 'yellow', level)} ${style('dim', rule)}`,
    ...indent([...wrapped(sentence(message), usual - 2), ...wrapped(fix, usual - 2)]),
    '',
  ]),
  countOf(findings),
];

/** GitHub reads percent and line ends escaped, and in a property colons and commas as well. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** For GitHub Actions, which shows each beside its line. */
export const annotations = (findings: readonly Finding[], folder: string): readonly string[] => [
  ...findings.map(
    ({ rule, level, file, line, message, fix }) =>
      `::${level} file=${property(folder ? `${folder}/${file}` : file)},line=${line},title=${property(rule)}::${data(`${sentence(message)} ${fix}`)}`,
  ),
  countOf(findings),
];

/** Answers in a few words. */
export const saidOf = (answers: Answers): string =>
  Object.entries(answers)
    .map(([name, answer]) => `${name} ${[answer].flat().join(',') || 'none'}`)
    .join(', ') || 'the defaults';

/** Each project that was made, and for one that failed what it printed last, or the first one that failed alike. */
export const drawTrials = (trials: readonly Trial[], style: Paint): readonly string[] => {
  const first = new Map(trials.toReversed().map((trial) => [likenessOf(trial), trial]));
  return trials.flatMap((trial) => {
    const { answers, ok, problem, output = [] } = trial;
    const earlier = first.get(likenessOf(trial));
    const why = earlier === trial ? [`${problem}:`, ...output] : [`As with ${saidOf(earlier?.answers ?? {})}.`];
    return [
      `${ok ? style('green', 'ok    ') : style('red', 'failed')}  ${saidOf(answers)}`,
      ...(ok ? [] : indent(why)),
    ];
  });
};

/** How a project failed, without its folder and the numbers in it: how long a test took tells nothing. */
const likenessOf = ({ ok, problem, output = [] }: Trial): string =>
  JSON.stringify([ok, problem, output.map((line) => line.replace(/template-check-\w+/g, '').replace(/\d+/g, '0'))]);
