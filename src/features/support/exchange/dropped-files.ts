import { maxFilesAtOnce } from '../state/file-desk.ts';

/** What was dropped, and under which path those lie that came in a folder. */
export interface DroppedFiles {
  readonly files: readonly File[];
  readonly paths: ReadonlyMap<File, string>;
}

/**
 * Files and folders that were dropped; of more than can be offered one too many, and not a whole disk. Has to be called in the event itself:
 * afterwards the browser has forgotten what it was. @throws {DOMException} when something of it cannot be read
 */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const roots = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  // Some sources (an address, a picture of a page) are files without an entry.
  if (roots.length === 0) return { files: [...transfer.files], paths: new Map() };
  const paths = new Map<File, string>();
  const files: File[] = [];
  const waiting = roots.map((entry) => ({ entry, path: '' }));
  for (let next = waiting.shift(); next && files.length <= maxFilesAtOnce; next = waiting.shift()) {
    const { entry, path } = next;
    const here = path === '' ? entry.name : `${path}/${entry.name}`;
    if (isFolder(entry)) for (const inside of await contentsOf(entry)) waiting.push({ entry: inside, path: here });
    else if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      files.push(file);
      if (path !== '') paths.set(file, here);
    }
  }
  return { files, paths };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Browsers tell a hundred at a time, and an empty list at the end. */
async function contentsOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > maxFilesAtOnce) return all;
    all.push(...some);
  }
}
