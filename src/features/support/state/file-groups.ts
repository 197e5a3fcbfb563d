import type { FileView } from './live-view.ts';

/** Files that were offered as one folder. */
export interface FolderGroup {
  readonly key: string;
  readonly name: string;
  readonly seatId: string;
  readonly isMine: boolean;
  readonly files: readonly FileView[];
  readonly bytes: number;
  readonly movedBytes: number;
  /** What of it waits for my yes or no. */
  readonly waiting: readonly FileView[];
  /** What is on its way, or offered by me. */
  readonly underWay: readonly FileView[];
  /** What came, and can be saved. */
  readonly received: readonly FileView[];
  readonly done: number;
}

export type FileEntry = { readonly kind: 'file'; readonly file: FileView } | { readonly kind: 'folder'; readonly folder: FolderGroup };

export interface FileList {
  /** Single files and folders, in the order in which their first file was offered. */
  readonly entries: readonly FileEntry[];
  /** Of the single files, those that wait for my yes or no. */
  readonly waiting: readonly FileView[];
  /** And those that came. */
  readonly received: readonly FileView[];
}

/** How files are shown. The same folder offered again is another one. */
export function fileListOf(files: readonly FileView[]): FileList {
  const entries = entriesOf(files);
  const singles = entries.flatMap((entry) => (entry.kind === 'file' ? [entry.file] : []));
  return { entries, waiting: singles.filter(isWaiting), received: singles.filter(isReceived) };
}

function entriesOf(files: readonly FileView[]): readonly FileEntry[] {
  const entries: (FileView | FileView[])[] = [];
  const open = new Map<string, FileView[]>();
  for (const file of files) {
    const root = rootOf(file);
    if (root === undefined) {
      entries.push(file);
      continue;
    }
    const name = `${file.seatId} ${root}`;
    const folder = open.get(name);
    if (folder && folder.every(({ path }) => path !== file.path)) folder.push(file);
    else {
      const begun = [file];
      open.set(name, begun);
      entries.push(begun);
    }
  }
  return entries.map((entry) => (Array.isArray(entry) ? { kind: 'folder', folder: folderOf(entry) } : { kind: 'file', file: entry }));
}

const moving: ReadonlySet<FileView['state']> = new Set(['accepted', 'moving', 'paused']);

export function isMoving({ state }: FileView): boolean {
  return moving.has(state);
}

function isWaiting({ isMine, state }: FileView): boolean {
  return !isMine && state === 'offered';
}

function isReceived({ blob }: FileView): boolean {
  return blob !== undefined;
}

/** Undefined for what stands in no folder. */
function rootOf({ path }: FileView): string | undefined {
  const end = path?.indexOf('/') ?? -1;
  return end > 0 ? path?.slice(0, end) : undefined;
}

function folderOf(files: readonly FileView[]): FolderGroup {
  const [first] = files;
  if (!first) throw new Error('a folder begins with a file');
  const sum = (of: (file: FileView) => number): number => files.reduce((all, file) => all + of(file), 0);
  const { id, seatId, isMine } = first;
  return {
    key: id,
    name: rootOf(first) ?? first.name,
    seatId,
    isMine,
    files,
    bytes: sum(({ bytes }) => bytes),
    movedBytes: sum(({ state, bytes, movedBytes }) => (state === 'done' ? bytes : movedBytes)),
    waiting: files.filter(isWaiting),
    underWay: files.filter((file) => isMoving(file) || (isMine && file.state === 'offered')),
    received: files.filter(isReceived),
    done: files.filter(({ state }) => state === 'done').length,
  };
}
