import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

const root = path.resolve(import.meta.dirname, '../../../..');
const html =
  '<!doctype html><title>masking</title><script type="module" src="/src/platform/masking/testing/masking-scene.testing.ts"></script>';

/** A real Chromium with the masking as Vite serves it to browsers, worker and all. */
export class MaskingPage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: ViteDevServer;
  readonly #cacheDir: string;

  private constructor(page: Page, browser: Browser, kept: { readonly server: ViteDevServer; readonly cacheDir: string }) {
    this.page = page;
    this.#browser = browser;
    this.#server = kept.server;
    this.#cacheDir = kept.cacheDir;
  }

  static async open(): Promise<MaskingPage> {
    const cacheDir = await mkdtemp(path.join(tmpdir(), 'masking-'));
    const server = await createServer({
      root,
      cacheDir,
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      optimizeDeps: { noDiscovery: true, include: [] },
      server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
      plugins: [
        {
          name: 'page',
          configureServer: ({ middlewares }) => void middlewares.use('/masking', (_request, response) => void response.end(html)),
        },
      ],
    });
    await server.listen();
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}masking`);
    await page.waitForFunction(() => 'scene' in globalThis);
    return new MaskingPage(page, browser, { server, cacheDir });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await rm(this.#cacheDir, { recursive: true, force: true });
  }
}
