import { standardQuestions } from '../answers/standard.ts';
import { textIn } from '../plan/content.ts';
import { planProject } from '../plan/plan.ts';
import type { Answers, Plan, Template } from '../types.ts';
import { saidOf } from './draw.ts';
import { error, type Finding, warning } from './finding.ts';
import { escaped, linksIn, placeOf, writtenIn } from './links.ts';
import { runsOf } from './pairs.ts';

const [hyphenated, imported] = ['a-project', 'a_project'];

/** A project of these answers, with everything that a run would take from elsewhere set. */
function planOf(template: Template, answers: Answers): Plan {
  const { manifest } = template;
  const defaults = standardQuestions({ title: 'A project', author: 'Ada', year: '2026' }, manifest.defaults);
  const standard = Object.fromEntries(defaults.map((question) => [question.name, question.default]));
  return planProject(
    template,
    { ...standard, ...answers },
    {
      target: '/a-project',
      names: { folder: hyphenated, distribution: hyphenated, package: imported },
      steps: [],
      generator: { name: 'create-ml-portfolio', version: '0.0.0' },
      nameFlags: [],
    },
  );
}

const markdown = /\.(md|markdown)$/i;

type Read = (source: string) => string;

const textsOf = (plan: Plan, read: Read, wanted: (path: string) => boolean) =>
  plan.files
    .filter(({ path }) => wanted(path))
    .map(({ path, content, from }) => {
      return { path, from, text: textIn(content, read) };
    });

/** Every file of a plan, and every folder. */
const placesIn = ({ files }: Plan): ReadonlySet<string> =>
  new Set(files.flatMap(({ path }) => path.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'))));

/** What of a path is not there: the first segment that no folder of the plan holds. */
function missingIn(places: ReadonlySet<string>, place: string): string | undefined {
  const segments = place.split('/');
  return segments.find((_, at) => !places.has(segments.slice(0, at + 1).join('/')));
}

/**
 * Links to what no project of some answers has. What a project writes when it runs is there later: its code, or what git is
 * to ignore, has the name of it.
 */
export function brokenLinks(
  template: Template,
  read: Read,
  shown: (source: string) => string | undefined,
): readonly Finding[] {
  const found = new Map<string, Finding>();
  const plans = runsOf(template.manifest).map((answers) => ({ answers, plan: planOf(template, answers) }));
  const somewhere = new Set(plans.flatMap(({ plan }) => [...placesIn(plan)]));
  for (const { answers, plan } of plans) {
    const places = placesIn(plan);
    let code: string | undefined;
    const isWritten = (name: string): boolean => {
      code ??= textsOf(plan, read, (path) => !markdown.test(path))
        .map(({ text }) => text)
        .join('\n');
      return new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`).test(code);
    };
    for (const { path, from, text } of textsOf(plan, read, (path) => markdown.test(path)))
      for (const link of linksIn(text)) {
        const place = placeOf(path, link);
        const missing = place ? missingIn(places, place) : undefined;
        // What other answers bring is not a file that the project writes.
        if (missing === undefined || (!somewhere.has(place ?? '') && isWritten(missing))) continue;
        // One of many parts, perhaps; one of the base's own is its author's affair.
        const where = from.map((source) => ({
          source,
          written: writtenIn(read(source), link, [hyphenated, imported]),
        }));
        const { source, written } = where.find((one) => one.written) ?? {
          source: from.at(-1) ?? '',
          written: undefined,
        };
        const file = shown(source);
        if (file === undefined) continue;
        const { line = 1, as = link } = written ?? {};
        const message = `${path} links to ${as}, which a project of ${saidOf(answers)} does not have`;
        const fix = 'Correct it, or put the line into a part of the layer that brings the file.';
        const key = `${file} ${as}`;
        if (!found.has(key)) found.set(key, warning('broken-link', file, line, message, fix));
      }
  }
  return [...found.values()];
}

/** A plan as text, without the bytes of what is copied: their digest stands for them, and JSON takes long over each. */
const inWords = (plan: Plan): string =>
  JSON.stringify({
    ...plan,
    files: plan.files.map((file) => ({ ...file, content: { ...file.content, raw: undefined } })),
  });

/** Two loadings of one template give the same plans, byte for byte. */
export function differing(one: Template, other: Template): readonly Finding[] {
  const differ = runsOf(one.manifest).some(
    (answers) => inWords(planOf(one, answers)) !== inWords(planOf(other, answers)),
  );
  return differ || one.digest !== other.digest
    ? [
        error(
          'not-deterministic',
          'template.json',
          1,
          'two plans of the same answers differ',
          'Something writes into the template while it is read; stop it.',
        ),
      ]
    : [];
}
