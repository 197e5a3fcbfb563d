import { saveBlob } from '../customer/exchange/save-blob.ts';
import { freeName } from '../../../platform/zip/free-name.ts';
import type { FileView } from '../state/live-view.ts';

/** Saves what came as one ZIP file, with its folders. Of two with one path the later is numbered. @throws {ZipTooLarge} */
export async function saveTogether(files: readonly FileView[], name: string): Promise<void> {
  const { zipOf } = await import('../../../platform/zip/zip-file.ts');
  const taken = new Set<string>();
  const entries = files.flatMap(({ path, name: plain, blob }) =>
    blob ? [{ name: freeName(path ?? plain, taken), content: blob, at: new Date() }] : [],
  );
  saveBlob(await zipOf(entries, { signal: new AbortController().signal }), `${name}.zip`);
}
