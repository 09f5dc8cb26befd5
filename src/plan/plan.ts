import { laid } from '../answers/conditions.ts';
import { standardQuestions } from '../answers/standard.ts';
import { mayBeCommand } from '../command-line/positionals.ts';
import { anyDigest, recordSchema, recordText } from '../project/record.ts';
import { checkApart } from '../template/collisions.ts';
import { emptied, mergeAll } from '../template/merge.ts';
import { recordPath } from '../template/paths.ts';
import { hyphenated, replaceIdentifiers } from '../template/sentinel.ts';
import { shellWord } from '../text/encode.ts';
import type {
  Answers,
  Command,
  DataObject,
  FileOp,
  LayerFile,
  LoadedLayer,
  Names,
  Origin,
  Plan,
  RenderContext,
  Replacement,
  StepName,
  Template,
} from '../types.ts';
import { titleFrom } from './names.ts';

/** What a plan is made from besides the template and the answers. */
export interface Intent {
  readonly target: string;
  readonly names: Names;
  readonly steps: readonly StepName[];
  /** Name and version of this generator, for the record and for the command that recreates the project. */
  readonly generator: { readonly name: string; readonly version: string };
  /** Flags that set names which the folder alone would not give. */
  readonly nameFlags: readonly (readonly [flag: string, name: string])[];
}

/** Decides every byte that will be written. The same input gives the same plan. */
export function planProject(template: Template, answers: Answers, intent: Intent): Plan {
  const { manifest } = template;
  const { names } = intent;
  const layers = laid(template.layers, manifest.questions, answers);
  const replace: readonly Replacement[] = [
    { from: manifest.package, to: names.package },
    { from: hyphenated(manifest.package), to: names.distribution },
  ];
  const recreate = recreateCommand(template, answers, intent);
  const context = renderContext(template, layers, answers, names, recreate);
  const laidDown = layFiles(layers, context, replace);
  const record = recordOf(template, answers, intent, recreate, laidDown);
  const files = [...laidDown, record].sort((a, b) => (a.path < b.path ? -1 : 1));
  checkApart(files);
  return {
    target: intent.target,
    names,
    template: {
      id: manifest.id,
      title: manifest.title,
      version: manifest.version,
      source: template.source,
      ...(template.resolved ? { resolved: template.resolved } : {}),
      digest: template.digest,
    },
    answers,
    files,
    steps: intent.steps,
    commands: mapValues(manifest.commands ?? {}, (command) => command.map((word) => replaceIdentifiers(word, replace))),
    downloadMB: downloadOf(layers),
    extras: Object.keys((mergeAll(layers.map((layer) => layer.merge)).extras ?? {}) as object).sort(),
    recreate,
  };
}

/** Megabytes that the environment of a project of these layers downloads. */
const downloadOf = (layers: readonly LoadedLayer[]): number =>
  layers.reduce((sum, layer) => sum + (layer.downloadMB ?? 0), 0);

function renderContext(
  template: Template,
  layers: readonly LoadedLayer[],
  answers: Answers,
  names: Names,
  recreate: string,
): RenderContext {
  const unanswered = Object.fromEntries(template.manifest.questions.map(({ name }) => [name, null]));
  const all = emptied(mergeAll(template.manifest.layers.map((layer) => layer.merge)));
  return {
    ...unanswered,
    ...answers,
    package: names.package,
    project: names.distribution,
    folder: names.folder,
    recreate,
    downloadMB: downloadOf(layers),
    merged: mergeAll([all, ...layers.map((layer) => layer.merge)]),
  };
}

function layFiles(layers: readonly LoadedLayer[], context: RenderContext, replace: readonly Replacement[]): FileOp[] {
  const whole = new Map<string, LayerFile>();
  const parts = new Map<string, Map<string, LayerFile>>();
  for (const file of layers.flatMap((layer) => layer.files)) {
    if (file.part === undefined) {
      whole.set(file.path, file);
      // Parts that came before it belong to a template that this one extends.
      parts.delete(file.path);
    } else parts.set(file.path, (parts.get(file.path) ?? new Map()).set(file.part, file));
  }
  const text = (file: LayerFile): string =>
    file.render?.(context) ?? (file.text ? replaceIdentifiers(file.text(), replace) : '');
  return [
    ...[...whole].map(([path, file]) => wholeFile(file, replaceIdentifiers(path, replace), context, replace)),
    ...[...parts].map(([path, byName]): FileOp => {
      const ordered = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
      const rest = {
        path: replaceIdentifiers(path, replace),
        executable: false,
        from: ordered.map((file) => file.source),
      };
      return { ...rest, ...sized(ordered.map(text).join('')) };
    }),
  ];
}

function wholeFile(file: LayerFile, path: string, context: RenderContext, replace: readonly Replacement[]): FileOp {
  const { source, sha256, raw, executable, sentinels, render } = file;
  if (render) return { path, ...sized(render(context)), executable, from: [source] };
  const named = sentinels.package + sentinels.distribution > 0;
  return {
    path,
    content: { source, sha256, raw, replace: named ? replace : [] },
    bytes: bytesAfter(file, replace),
    executable,
    from: [source],
  };
}

const sized = (text: string): Pick<FileOp, 'content' | 'bytes'> => ({
  content: { text },
  bytes: new TextEncoder().encode(text).length,
});

function bytesAfter(file: LayerFile, [name, distribution]: readonly Replacement[]): number {
  const longer = (one: Replacement | undefined): number => (one ? one.to.length - one.from.length : 0);
  return file.bytes + file.sentinels.package * longer(name) + file.sentinels.distribution * longer(distribution);
}

function recreateCommand(template: Template, answers: Answers, { generator, names, nameFlags }: Intent): string {
  // What the folder or the licence would give again is left out; author and year come from elsewhere.
  const usual = standardQuestions(
    { title: titleFrom(names.folder), author: '', year: '' },
    template.manifest.defaults,
  ).filter(({ name }) => name === 'title' || name === 'licence');
  const told = Object.entries(answers).filter(
    ([name, answer]) => !usual.some((question) => question.name === name && question.default === answer),
  );
  const flags = [['template', template.pinned ?? template.source] as const, ...told, ...nameFlags].map(
    ([name, value]) => `--${name}=${shellWord([value].flat().join(','))}`,
  );
  const folder = mayBeCommand(names.folder) ? `./${names.folder}` : names.folder;
  return ['npx', `${generator.name}@${generator.version}`, shellWord(folder), ...flags].join(' ');
}

function recordOf(
  template: Template,
  answers: Answers,
  { generator, names }: Intent,
  recreate: string,
  files: readonly FileOp[],
): FileOp {
  const { id, version } = template.manifest;
  const record = {
    schema: recordSchema,
    generator: `${generator.name} ${generator.version}`,
    template: recorded({ ...template, id, version }),
    names: { ...names },
    answers,
    recreate,
  };
  const { bytes } = sized(recordText(record, Object.fromEntries(files.map(({ path }) => [path, anyDigest]))));
  return { path: recordPath, content: { record }, bytes, executable: false, from: [] };
}

const recorded = ({ id, version, source, resolved, digest, base }: Origin): DataObject => ({
  id,
  version,
  source,
  ...(resolved ? { resolved } : {}),
  digest: `sha256:${digest}`,
  ...(base ? { extends: recorded(base) } : {}),
});

function mapValues<T extends Readonly<Record<string, Command>>>(object: T, change: (command: Command) => Command): T {
  return Object.fromEntries(Object.entries(object).map(([key, command]) => [key, change(command)])) as T;
}
