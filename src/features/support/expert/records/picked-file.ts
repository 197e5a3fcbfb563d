import type { GrowingFile } from '../../state/records/save-recording.ts';

declare global {
  interface Window {
    /** https://wicg.github.io/file-system-access/; undefined where the browser has it not. */
    readonly showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/** Up to here a file is downloaded as every other one is; a longer one is written to its place part by part. */
export const downloadedBytes = 64 * 1024 * 1024;

/**
 * Asks where to save; called in a click. `none`: this browser does not write files part by part; undefined: the person does not want to.
 */
export async function pickFile(suggestedName: string): Promise<GrowingFile | 'none' | undefined> {
  if (window.showSaveFilePicker === undefined) return 'none';
  try {
    const handle = await window.showSaveFilePicker({ suggestedName });
    const stream = await handle.createWritable();
    return { write: (content) => stream.write(content), close: () => stream.close(), abort: () => stream.abort() };
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return undefined;
    throw cause;
  }
}
