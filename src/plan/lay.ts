import { Budget } from '../template/budget.ts';
import { limits, tooMuch } from '../template/limits.ts';
import { replaceIdentifiers } from '../template/sentinel.ts';
import type { FileOp, LayerFile, LoadedLayer, RenderContext, Replacement } from '../types.ts';
import type { MadeFile } from './own-data.ts';

/** Every file that the layers hold, rendered or to be copied, and above them those that a command has computed. */
export function layFiles(
  layers: readonly LoadedLayer[],
  context: RenderContext,
  replace: readonly Replacement[],
  made: readonly MadeFile[] = [],
): readonly FileOp[] {
  const whole = new Map<string, LayerFile>();
  const parts = new Map<string, Map<string, LayerFile>>();
  for (const file of layers.flatMap((layer) => layer.files)) {
    if (file.part === undefined) {
      whole.set(file.path, file);
      // Parts that came before it belong to a template that this one extends.
      parts.delete(file.path);
    } else parts.set(file.path, (parts.get(file.path) ?? new Map()).set(file.part, file));
  }
  const copied = [...whole.values(), ...[...parts.values()].flatMap((byName) => [...byName.values()])];
  const bytes = copied.reduce((sum, file) => sum + (file.render ? 0 : bytesAfter(file, replace)), 0);
  if (bytes > limits.project) throw tooMuch(`a project of this name holds more than ${limits.project / 1e6} MB`);
  const budget = new Budget();
  const text = (file: LayerFile): string =>
    file.render?.(context, budget) ?? (file.text ? replaceIdentifiers(file.text(), replace) : '');
  const laid = [
    ...[...whole].map(([path, file]) => wholeFile(file, replaceIdentifiers(path, replace), text, replace)),
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
  const covered = new Set(made.map(({ path }) => path));
  const above = made.map(({ path, content, from }): FileOp => ({ path, ...held(content), executable: false, from }));
  return [...laid.filter(({ path }) => !covered.has(path)), ...above];
}

function wholeFile(
  file: LayerFile,
  path: string,
  text: (file: LayerFile) => string,
  replace: readonly Replacement[],
): FileOp {
  const { source, sha256, raw, executable, sentinels, render } = file;
  if (render) return { path, ...sized(text(file)), executable, from: [source] };
  const named = sentinels.package + sentinels.distribution > 0;
  return {
    path,
    content: { source, sha256, raw, replace: named ? replace : [] },
    bytes: bytesAfter(file, replace),
    executable,
    from: [source],
  };
}

/** A text, and how many bytes it has. */
export const sized = (text: string): Pick<FileOp, 'content' | 'bytes'> => ({
  content: { text },
  bytes: new TextEncoder().encode(text).length,
});

function held(content: MadeFile['content']): Pick<FileOp, 'content' | 'bytes'> {
  if (typeof content === 'string') return sized(content);
  const { bytes, ...copy } = content;
  return { content: { ...copy, replace: [] }, bytes };
}

function bytesAfter(file: LayerFile, [name, distribution]: readonly Replacement[]): number {
  const longer = (one: Replacement | undefined): number => (one ? one.to.length - one.from.length : 0);
  return file.bytes + file.sentinels.package * longer(name) + file.sentinels.distribution * longer(distribution);
}
