import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { startSubject } from './product.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * The pages as they are built for benchmarks only, where pictures and voices go unsealed and the title says so. A door of its own gives
 * them, and passes everything else on to the product's server.
 */
export class UnsealedBuild {
  readonly url: string;
  readonly #folder: string;
  readonly #door: Server;

  private constructor(folder: string, door: Server, port: number) {
    this.#folder = folder;
    this.#door = door;
    this.url = `http://localhost:${String(port)}`;
  }

  static async make(serverPort: number): Promise<UnsealedBuild> {
    const folder = mkdtempSync(path.join(tmpdir(), 'deskline-unsealed-'));
    await build({ root, logLevel: 'error', define: { UNSEALED_BENCH: 'true' }, build: { outDir: folder, emptyOutDir: true } });
    const door = openDoor(folder, serverPort);
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port, not on a pipe
    return new UnsealedBuild(folder, door, (door.address() as AddressInfo).port);
  }

  /** Idempotent. */
  close(): void {
    this.#door.close();
    this.#door.closeAllConnections();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** How a session's frames go; `passed`: unsealed, through a transform that does nothing (`passing-frames.ts`). */
export type FrameWay = 'sealed' | 'plain' | 'passed';

/** A measurement of sessions whose frames go these ways, in turn. `unsealed` is there for all but `sealed`. */
export async function inTurn<Measured>(
  count: number,
  ways: readonly FrameWay[],
  measure: (product: Product, way: FrameWay, unsealed?: UnsealedBuild) => Promise<Measured>,
): Promise<Readonly<Record<FrameWay, readonly Measured[]>>> {
  const product = await startSubject({ isPinned: false });
  const unsealed = await UnsealedBuild.make(product.port);
  try {
    const measured: Record<FrameWay, Measured[]> = { sealed: [], plain: [], passed: [] };
    // Forwards and backwards: what is first on a fresh server is not always the same.
    for (let round = 0; round < count; round += 1)
      for (const way of round % 2 === 0 ? ways : ways.toReversed())
        measured[way].push(await measure(product, way, way === 'sealed' ? undefined : unsealed));
    return measured;
  } finally {
    unsealed.close();
    await product.stop();
  }
}

/** The file that answers a request; undefined when the server does. */
function fileFor({ url = '/', method, headers }: IncomingMessage, folder: string): string | undefined {
  const { pathname } = new URL(url, 'http://door');
  if (method !== 'GET' || pathname.startsWith('/api/')) return undefined;
  const page = /^\/(j|see)\//.test(pathname) ? 'join.html' : 'index.html';
  const file = path.join(folder, headers['sec-fetch-dest'] === 'document' ? page : pathname);
  return path.extname(file) !== '' && existsSync(file) ? file : undefined;
}

function openDoor(folder: string, port: number): Server {
  const door = createServer((incoming, answer) => {
    const file = fileFor(incoming, folder);
    if (file !== undefined) {
      answer.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'text/html' }).end(readFileSync(file));
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  door.on('upgrade', (incoming, socket, head) => {
    const server = connect({ host: '127.0.0.1', port }, () => {
      const { rawHeaders } = incoming;
      const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : []));
      server.write([`GET ${incoming.url ?? '/'} HTTP/1.1`, ...lines, '\r\n'].join('\r\n'));
      server.write(head);
      server.pipe(socket).pipe(server);
    });
    server.on('error', () => socket.destroy());
    socket.on('error', () => server.destroy());
  });
  return door;
}
