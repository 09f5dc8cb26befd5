import { planProject } from '../plan.ts';
import { standardQuestions } from '../standard-questions.ts';
import type { Answers, Plan, Template } from '../types.ts';
import { error, type Finding, warning } from './finding.ts';
import { runsOf, saidOf } from './pairs.ts';

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
      names: { folder: 'a-project', distribution: 'a-project', package: 'a_project' },
      steps: [],
      generator: { name: 'create-ml-portfolio', version: '0.0.0' },
      nameFlags: [],
    },
  );
}

const textOf = (plan: Plan, read: (source: string) => string) =>
  plan.files
    .filter(({ path }) => path.endsWith('.md'))
    .map(({ path, content, from }) => ({
      path,
      from: from.at(-1) ?? '',
      text: 'text' in content ? content.text : read(content.source),
    }));

/** Links and pictures, without those in code. */
function linksIn(text: string): readonly string[] {
  const plain = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...plain.matchAll(/\]\(\s*<?([^)\s>]+)/g)];
  const html = [...plain.matchAll(/\b(?:src|href|srcset)="([^"\s]+)/g)];
  return [...inline, ...html].map(([, target = '']) => target);
}

/** Where a relative link leads in the project; undefined for one that leads elsewhere. */
function placeOf(from: string, link: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/|\/)/i.test(link)) return undefined;
  const target = decodeURI(link.replace(/[?#].*$/, ''));
  const segments = [...from.split('/').slice(0, -1), ...target.split('/')];
  const place: string[] = [];
  for (const segment of segments) {
    if (segment === '..') place.pop();
    else if (segment !== '.' && segment !== '') place.push(segment);
  }
  return place.join('/');
}

/**
 * Links to what no project of some answers has. What a project writes when it runs is there later: a link into a folder
 * that the template puts nothing into is taken for such a one.
 */
export function brokenLinks(
  template: Template,
  read: (source: string) => string,
  shown: (source: string) => string | undefined,
): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const answers of runsOf(template.manifest)) {
    const plan = planOf(template, answers);
    const files = new Set(plan.files.map(({ path }) => path));
    const folders = new Set(
      [...files].flatMap((path) => path.split('/').map((_, at, all) => all.slice(0, at).join('/'))),
    );
    for (const { path, from, text } of textOf(plan, read))
      for (const link of linksIn(text)) {
        const place = placeOf(path, link);
        const isThere = place === undefined || place === '' || files.has(place) || folders.has(place);
        const folder = place?.split('/').slice(0, -1).join('/') ?? '';
        if (isThere || (folder !== '' && !folders.has(folder))) continue;
        const file = shown(from);
        if (file === undefined) continue;
        const line = Math.max(
          1,
          read(from)
            .split('\n')
            .findIndex((one) => one.includes(link)) + 1,
        );
        const message = `${path} links to ${link}, which a project of ${saidOf(answers)} does not have`;
        found.set(
          `${file} ${link}`,
          warning('broken-link', file, line, message, 'Put the line into a part of the layer that brings the file.'),
        );
      }
  }
  return [...found.values()];
}

/** Two loadings of one template give the same plans, byte for byte. */
export function differing(one: Template, other: Template): readonly Finding[] {
  const differ = runsOf(one.manifest).some(
    (answers) => JSON.stringify(planOf(one, answers)) !== JSON.stringify(planOf(other, answers)),
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
