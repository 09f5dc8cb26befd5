import { promises, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { cancelled, usage } from '../errors.ts';
import { byText, type Content, type Folder, type FolderFile, type LeftOut } from '../folders/folder.ts';
import { hashOf } from '../system/digest.ts';
import { codeOf, inWords } from '../system/fs-errors.ts';
import { look } from '../system/look.ts';
import { thousands } from '../text/say.ts';

/** More files than this are no folder that somebody means to make a small project of. */
const most = 100_000;

/** What systems and tools leave in folders, besides whatever is hidden. */
const leftBehind = ['thumbs.db', 'desktop.ini', '__macosx', '@eadir', 'node_modules'];
const isLeft = (name: string): boolean => name.startsWith('.') || leftBehind.includes(name.toLowerCase());

/** Lists a folder of the user's, whole, or says why it cannot be taken. */
export function openFolder(named: string, cwd: string, signal?: AbortSignal): Folder {
  const root = path.resolve(cwd, named);
  const real = realpathSync(root);
  const files: FolderFile[] = [];
  const passedOver: LeftOut[] = [];
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    if (signal?.aborted) throw cancelled();
    for (const entry of entriesOf(named, root, below)) {
      const place = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isLeft(entry.name)) passedOver.push({ path: place, reason: 'hidden, or left by a system or a tool' });
      else if (entry.isSymbolicLink()) passedOver.push(linked(named, root, real, place));
      else if (entry.isDirectory()) waiting.push(place);
      else if (entry.isFile()) files.push({ path: place, bytes: look(path.join(root, place)).bytes });
      else passedOver.push({ path: place, reason: 'not a file' });
    }
    if (files.length > most)
      throw usage(
        `${named} holds more than ${thousands(most)} files, which are too many to look at.`,
        'Put those that matter into a folder of their own, and run the same command with it.',
      );
  }
  return {
    path: named,
    files: files.sort((a, b) => byText(a.path, b.path)),
    passedOver: passedOver.sort((a, b) => byText(a.path, b.path)),
    read: (file) => {
      if (signal?.aborted) throw cancelled();
      return contentOf(named, root, file);
    },
  };
}

function entriesOf(named: string, root: string, below: string) {
  try {
    return readdirSync(path.join(root, below), { withFileTypes: true });
  } catch (error) {
    throw unreadable(path.join(named, below), error);
  }
}

/** A link within the folder is passed over, since what it leads to is there itself; one that leads out is refused. */
function linked(named: string, root: string, real: string, place: string): LeftOut {
  try {
    const to = realpathSync(path.join(root, place));
    if (to !== real && !to.startsWith(real + path.sep))
      throw usage(
        `${place} in ${named} is a link that leads out of the folder.`,
        'Put a copy in its place, or take it out, and run the same command.',
      );
    return { path: place, reason: 'a link to what is in the folder itself' };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { path: place, reason: 'a link to nothing' };
  }
}

async function contentOf(named: string, root: string, file: FolderFile): Promise<Content> {
  try {
    const bytes = await promises.readFile(path.join(root, file.path));
    if (bytes.length === file.bytes) return { bytes, sha256: hashOf(bytes) };
  } catch (error) {
    throw unreadable(path.join(named, file.path), error);
  }
  throw usage(
    `${path.join(named, file.path)} has changed while the folder was read.`,
    'Wait until nothing writes to it any more, and run the same command.',
  );
}

const unreadable = (place: string, error: unknown): Error =>
  usage(`${place} cannot be read: ${inWords(error)}.`, 'Make it readable, and run the same command.');
