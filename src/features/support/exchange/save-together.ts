import { saveBlob } from '../customer/exchange/save-blob.ts';
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

/** `a.txt`, then `a (2).txt`. */
export function freeName(wanted: string, taken: Set<string>): string {
  const ending = /\.[^./]{1,16}$/u.exec(wanted)?.[0] ?? '';
  const stem = wanted.slice(0, wanted.length - ending.length);
  let name = wanted;
  for (let number = 2; taken.has(name.toLocaleLowerCase()); number += 1) name = `${stem} (${String(number)})${ending}`;
  taken.add(name.toLocaleLowerCase());
  return name;
}
