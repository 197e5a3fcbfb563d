import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const kinds: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.webmanifest']);
/** Fits into one packet anyway. */
const leastBytes = 1_000;
/** The best compression takes seconds for each megabyte. */
const largeBytes = 500_000;

/** Puts a `.br` and a `.gz` beside each file that gets smaller by it; the server hands out what the browser understands. */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && kinds.has(extname(entry.name)));
  for (const { parentPath, name } of files) await compress(join(parentPath, name));
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.byteLength < leastBytes) return;
  const quality = content.byteLength > largeBytes ? 9 : constants.BROTLI_MAX_QUALITY;
  const [br, gz] = await Promise.all([
    brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength } }),
    zip(content, { level: 9 }),
  ]);
  if (br.byteLength < content.byteLength) await writeFile(`${file}.br`, br);
  if (gz.byteLength < content.byteLength) await writeFile(`${file}.gz`, gz);
}
