import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { customerPageFor, customerPagePaths, isCustomerPage } from './customer-pages.ts';
import { inlineHashesOf, type InlineHashes } from './inline-hashes.ts';

interface StaticFile {
  readonly path: string;
  readonly size: number;
  readonly type: string;
  readonly etag: string;
  /** Compressed by the build, smallest first. */
  readonly encodings: readonly { readonly name: 'br' | 'gzip'; readonly path: string; readonly size: number }[];
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};
/** Vite puts a content hash into the names in this folder, so that they never change. */
const immutableFolder = '/assets/';
const maxFiles = 5_000;

/** The built browser app: the files that are there at the start, found by exact path only, so that `..` leads nowhere. */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, StaticFile>;

  /** What stands in the customers' pages themselves. */
  readonly inCustomerPages: InlineHashes;

  private constructor(files: ReadonlyMap<string, StaticFile>, inCustomerPages: InlineHashes) {
    this.#files = files;
    this.inCustomerPages = inCustomerPages;
  }

  /** Lists `root`; a folder that is not there has no files. */
  static async create(root: string): Promise<StaticFiles> {
    const names = await listFiles(root);
    const sizes = new Map<string, number>();
    for (const name of names) sizes.set(name, (await stat(join(root, name))).size);
    const files = new Map<string, StaticFile>();
    for (const [name, size] of sizes) {
      if (name.endsWith('.br') || name.endsWith('.gz')) continue;
      files.set(`/${name.split(sep).join('/')}`, await describeFile(root, name, { size, sizes }));
    }
    const pages = [...customerPagePaths].flatMap((page) => files.get(page)?.path ?? []);
    return new StaticFiles(files, inlineHashesOf(await Promise.all(pages.map((page) => readFile(page, 'utf8')))));
  }

  get isEmpty(): boolean {
    return !this.#files.has('/index.html');
  }

  /** The file at `path`, or the page that its address belongs to; undefined when it is neither. */
  respond(path: string, request: Request): Response | undefined {
    const isPage = !this.#files.has(path) && (isCustomerPage(path) || extname(path) === '');
    const file = isPage ? this.#pageAt(path, request) : this.#files.get(path);
    const response = file && answer(file, request, path.startsWith(immutableFolder));
    if (isPage && isCustomerPage(path)) response?.headers.append('vary', 'accept-language');
    return response;
  }

  #pageAt(path: string, { headers }: Request): StaticFile | undefined {
    const ours = isCustomerPage(path)
      ? (this.#files.get(customerPageFor(headers.get('accept-language'))) ?? this.#files.get(customerPageFor(null)))
      : undefined;
    return ours ?? this.#files.get('/index.html');
  }
}

async function listFiles(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .slice(0, maxFiles)
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function describeFile(
  root: string,
  name: string,
  known: { readonly size: number; readonly sizes: ReadonlyMap<string, number> },
): Promise<StaticFile> {
  const encodings = (
    [
      ['br', '.br'],
      ['gzip', '.gz'],
    ] as const
  ).flatMap(([encoding, ending]) => {
    const size = known.sizes.get(name + ending);
    return size === undefined ? [] : [{ name: encoding, path: join(root, name + ending), size }];
  });
  const digest = createHash('sha256')
    .update(await readFile(join(root, name)))
    .digest('base64url')
    .slice(0, 22);
  return { path: join(root, name), size: known.size, type: types[extname(name)] ?? 'application/octet-stream', etag: digest, encodings };
}

function answer(file: StaticFile, request: Request, isImmutable: boolean): Response {
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((part) => part.split(';')[0]?.trim());
  const encoding = file.encodings.find((candidate) => accepted.includes(candidate.name));
  const etag = `"${file.etag}${encoding ? `-${encoding.name}` : ''}"`;
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
    ...(file.encodings.length > 0 ? { vary: 'accept-encoding' } : {}),
  });
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  headers.set('content-length', String(encoding?.size ?? file.size));
  if (encoding) headers.set('content-encoding', encoding.name);
  if (request.method === 'HEAD') return new Response(null, { headers });
  const body = Readable.toWeb(createReadStream(encoding?.path ?? file.path)) as ReadableStream<Uint8Array>;
  return new Response(body, { headers });
}
