import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../../..');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The pages as they are built for benchmarks only: pictures and voices go unsealed, and the title says so. */
export class UnsealedBuild {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<UnsealedBuild> {
    const folder = mkdtempSync(path.join(tmpdir(), 'deskline-unsealed-'));
    await build({ root, logLevel: 'error', define: { UNSEALED_BENCH: 'true' }, build: { outDir: folder, emptyOutDir: true } });
    return new UnsealedBuild(folder);
  }

  /** The product's server answers this page with these files instead of its own. */
  async serve(page: Page): Promise<void> {
    await page.route('**/*', (route) => {
      const request = route.request();
      const { pathname } = new URL(request.url());
      if (request.method() !== 'GET' || pathname.startsWith('/api/')) return route.fallback();
      const file = request.resourceType() === 'document' ? (pathname.startsWith('/j/') ? 'join.html' : 'index.html') : pathname;
      const found = path.join(this.#folder, file);
      if (!existsSync(found) || path.extname(found) === '') return route.fallback();
      return route.fulfill({ body: readFileSync(found), contentType: types[path.extname(found)] ?? 'text/html' });
    });
  }

  /** Idempotent. */
  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
