import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildManifestPath, type BuildManifest } from '../../protocol/wire/build-manifest.ts';

const compressed = /\.(?:br|gz)$/u;

/** Lists what is in the folder of a build, in it. `sources`: the hash that is in its pages. */
export async function writeManifest(folder: string, sources: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${path.relative(folder, path.join(parentPath, name)).split(path.sep).join('/')}`)
    .filter((name) => name !== buildManifestPath && !compressed.test(name))
    .toSorted();
  const files: Record<string, string> = {};
  for (const name of paths) files[name] = sha256Of(await readFile(path.join(folder, name)));
  const manifest: BuildManifest = { format: 'deskline build', version: 1, sources, files };
  await writeFile(path.join(folder, buildManifestPath), `${JSON.stringify(manifest, null, 1)}\n`);
}

export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
