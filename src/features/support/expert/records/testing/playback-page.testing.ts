import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

const root = path.resolve(import.meta.dirname, '../../../../../..');
const script = '/src/features/support/expert/records/testing/playback-scene.testing.ts';
const html = `<!doctype html><title>playback</title><body><script type="module" src="${script}"></script>`;
export const clipSeconds = 120;

/** Two minutes whose left half is of brightness 16 and gets brighter by 1.7 each second, and whose right half is noise, which keeps it large. */
function clipIn(folder: string): Buffer {
  const file = path.join(folder, 'clip.webm');
  const picture = `color=black:s=160x90:r=5:d=${String(clipSeconds)},format=gray,geq=lum='if(lt(X,80),16+T*1.7,random(1)*255)'`;
  const how = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '400k', '-g', '10', '-pix_fmt', 'yuv420p'];
  // As a browser's recorder writes it: without an index and without a length.
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, ...how, '-live', '1', '-f', 'webm', file]);
  return readFileSync(file);
}

/** A real Chromium with the player as Vite serves it to browsers. */
export class PlaybackPage {
  readonly page: Page;
  /** Of the clip. */
  readonly bytes: number;
  readonly #browser: Browser;
  readonly #server: ViteDevServer;
  readonly #folder: string;

  private constructor(
    page: Page,
    bytes: number,
    kept: { readonly browser: Browser; readonly server: ViteDevServer; readonly folder: string },
  ) {
    this.page = page;
    this.bytes = bytes;
    this.#browser = kept.browser;
    this.#server = kept.server;
    this.#folder = kept.folder;
  }

  static async open(): Promise<PlaybackPage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'playback-'));
    const clip = clipIn(folder);
    const server = await createServer({
      root,
      cacheDir: path.join(folder, 'cache'),
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      optimizeDeps: { noDiscovery: true, include: [] },
      server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
      plugins: [
        {
          name: 'page',
          configureServer: ({ middlewares }) => {
            middlewares.use('/playback', (_request, response) => void response.end(html));
            middlewares.use('/clip.webm', (_request, response) => void response.end(clip));
          },
        },
      ],
    });
    await server.listen();
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}playback`);
    await page.waitForFunction(() => 'play' in globalThis);
    return new PlaybackPage(page, clip.length, { browser, server, folder });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
