import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

const root = path.resolve(import.meta.dirname, '../../..');

export interface Scene {
  /** The module that the page runs, from the project's root. */
  readonly script: string;
  /** What it has put into the global scope once it can be used. */
  readonly ready: string;
  /** What else is there to be fetched, by its path. */
  readonly files?: Readonly<Record<string, Buffer>>;
}

/** A page in a real Chromium, with our code as Vite serves it to browsers, workers and all. */
export class ScenePage {
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

  static async open({ script, ready, files = {} }: Scene): Promise<ScenePage> {
    const html = `<!doctype html><title>scene</title><body><script type="module" src="/${script}"></script>`;
    const cacheDir = await mkdtemp(path.join(tmpdir(), 'scene-'));
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
          name: 'scene',
          configureServer: ({ middlewares }) => {
            for (const [at, content] of Object.entries({ '/scene': html, ...files }))
              middlewares.use(at, (_request, response) => void response.end(content));
          },
        },
      ],
    });
    await server.listen();
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}scene`);
    await page.waitForFunction((name) => name in globalThis, ready);
    return new ScenePage(page, browser, { server, cacheDir });
  }

  /** Mine. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await rm(this.#cacheDir, { recursive: true, force: true });
  }
}
