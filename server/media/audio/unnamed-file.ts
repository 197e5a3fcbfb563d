import { randomBytes } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Lends `content` as an open file that has no name any more: programs can seek in it (by /dev/fd), nobody else finds it,
 * and nothing is left of it, however the process ends.
 */
export async function withUnnamedFile<T>(content: Uint8Array, work: (descriptor: number) => Promise<T>): Promise<T> {
  const name = path.join(tmpdir(), `deskline-${randomBytes(12).toString('hex')}`);
  const handle = await open(name, 'wx+', 0o600);
  try {
    await unlink(name);
    await writeAll(handle, content);
    return await work(handle.fd);
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, content: Uint8Array): Promise<void> {
  let at = 0;
  while (at < content.byteLength) at += (await handle.write(content, at, content.byteLength - at, at)).bytesWritten;
}
