import { laid } from '../answers/conditions.ts';
import { anyDigest, recordSchema, recordText } from '../project/record.ts';
import { checkApart } from '../template/collisions.ts';
import { emptied, mergeAll } from '../template/merge.ts';
import { recordPath } from '../template/paths.ts';
import { hyphenated, replaceIdentifiers } from '../template/sentinel.ts';
import { commandLine } from '../text/shell.ts';
import type {
  Answers,
  Command,
  Data,
  DataObject,
  FileOp,
  LoadedLayer,
  Names,
  Plan,
  Provenance,
  RenderContext,
  Replacement,
  StepName,
  Template,
} from '../types.ts';
import { layFiles, sized } from './lay.ts';
import type { MadeFile, OwnData } from './own-data.ts';
import { recreateCommand } from './recreate.ts';

/** What a plan is made from besides the template and the answers. */
export interface Intent {
  readonly target: string;
  readonly names: Names;
  readonly steps: readonly StepName[];
  /** Name and version of this generator, for the record and for the command that recreates the project. */
  readonly generator: { readonly name: string; readonly version: string };
  /** Flags that set names which the folder alone would not give. */
  readonly nameFlags: readonly (readonly [flag: string, name: string])[];
  readonly made?: readonly MadeFile[];
  readonly data?: OwnData | undefined;
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
  // Whoever reads the project later may type into any shell: where one form does not do in all, POSIX's is written.
  const shown = commandLine(recreate, 'posix');
  const context = renderContext(template, layers, answers, intent, shown);
  const laidDown = layFiles(layers, context, replace, [...(intent.made ?? []), ...(intent.data?.files ?? [])]);
  const record = recordOf(template, answers, intent, shown, laidDown);
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
    extras: groupsOf(layers),
    recreate,
  };
}

/** Megabytes that the environment of a project of these layers downloads. */
const downloadOf = (layers: readonly LoadedLayer[]): number =>
  layers.reduce((sum, layer) => sum + (layer.downloadMB ?? 0), 0);

/** The optional groups that hold all the others between them: of `demo` and of `dev` with all of `demo`, the second. */
function groupsOf(layers: readonly LoadedLayer[]): readonly string[] {
  const groups = (mergeAll(layers.map((layer) => layer.merge)).extras ?? {}) as Readonly<
    Record<string, readonly Data[]>
  >;
  const names = Object.keys(groups).sort();
  const within = (name: string, other: string): boolean => !!groups[name]?.every((one) => groups[other]?.includes(one));
  return names.filter(
    (name, index) =>
      !names.some((other, at) => other !== name && within(name, other) && (at < index || !within(other, name))),
  );
}

function renderContext(
  template: Template,
  layers: readonly LoadedLayer[],
  answers: Answers,
  { names, data }: Intent,
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
    data: data?.words ?? null,
    merged: mergeAll([all, ...layers.map((layer) => layer.merge)]),
  };
}

function recordOf(
  template: Template,
  answers: Answers,
  { generator, names, data }: Intent,
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
    ...(data ? { data: data.record } : {}),
    recreate,
  };
  const { bytes } = sized(recordText(record, Object.fromEntries(files.map(({ path }) => [path, anyDigest]))));
  return { path: recordPath, content: { record }, bytes, executable: false, from: [] };
}

const recorded = ({ id, version, source, resolved, digest, base }: Provenance): DataObject => ({
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
