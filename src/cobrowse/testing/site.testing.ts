import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { WindowMessage } from '../../../protocol/support/cobrowse.ts';
import { buildCobrowse } from '../../../tools/build/cobrowse.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const empty = '<!doctype html><title>window</title>';
type Say = WindowMessage extends infer One ? (One extends unknown ? Omit<One, 'deskline'> : never) : never;

/** The demo page on a site of its own, in a real Chromium, with a window of another origin in which a test says what Deskline's would. */
export class Site {
  readonly page: Page;
  readonly popup: Page;
  readonly #browser: Browser;
  readonly #servers: readonly Server[];

  private constructor(page: Page, popup: Page, kept: { readonly browser: Browser; readonly servers: readonly Server[] }) {
    this.page = page;
    this.popup = popup;
    this.#browser = kept.browser;
    this.#servers = kept.servers;
  }

  static async open(): Promise<Site> {
    const script = await buildCobrowse();
    const desk = await serve((address) => Promise.resolve(address === '/cobrowse.js' ? script : empty));
    const site = await serve(async (address) => {
      const text = await readFile(path.join(root, 'public', path.basename(address)), 'utf8').catch(() => '');
      return text.replace('src="/cobrowse.js"', `src="${desk.origin}/cobrowse.js"`);
    });
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    await page.goto(`${site.origin}/cobrowse-demo.html`);
    const box = page.viewportSize() ?? { width: 0, height: 0 };
    await page.waitForSelector('[data-deskline-own]');
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.mouse.click(box.width - 50, box.height - 38)]);
    await popup.waitForURL(`${desk.origin}/j?page`);
    return new Site(page, popup, { browser, servers: [desk.server, site.server] });
  }

  /** The window says it, and the page has heard it. */
  async say(message: Say): Promise<void> {
    await this.popup.evaluate((said) => (opener as Window).postMessage(said, '*'), { deskline: 1, ...message });
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }

  /** What the page answers to `message`. */
  async answerTo(message: Say): Promise<unknown> {
    return this.popup.evaluate(
      (said) => {
        const heard = new Promise((resolve) =>
          addEventListener('message', ({ data, origin }) => resolve({ data, origin }), { once: true }),
        );
        (opener as Window).postMessage(said, '*');
        return heard;
      },
      { deskline: 1, ...message },
    );
  }

  /** A click of the expert in the middle of the element. */
  async click(selector: string): Promise<void> {
    const at = await this.partOf(selector);
    for (const kind of ['pointer-down', 'pointer-up'] as const)
      await this.say({ type: 'input', input: { kind, producerId: 'p', ...at, button: 'left', modifiers: [] } });
  }

  async key(key: string): Promise<void> {
    for (const kind of ['key-down', 'key-up'] as const) await this.say({ type: 'input', input: { kind, code: key, key, modifiers: [] } });
  }

  type(text: string): Promise<void> {
    return this.say({ type: 'input', input: { kind: 'text', text } });
  }

  /** The element's middle as parts of the picture. */
  async partOf(selector: string): Promise<{ readonly x: number; readonly y: number }> {
    return this.page.locator(selector).evaluate((element) => {
      const box = element.getBoundingClientRect();
      return { x: (box.x + box.width / 2) / innerWidth, y: (box.y + box.height / 2) / innerHeight };
    });
  }

  valueOf(selector: string): Promise<string> {
    return this.page.locator(selector).inputValue();
  }

  styleOf(selector: string, name: string): Promise<string> {
    return this.page.locator(selector).evaluate((element, wanted) => getComputedStyle(element).getPropertyValue(wanted), name);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const server of this.#servers) server.close();
  }
}

async function serve(textAt: (address: string) => Promise<string>): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.test');
    const type = pathname.endsWith('.js') ? 'text/javascript' : pathname.endsWith('.css') ? 'text/css' : 'text/html';
    void textAt(pathname).then((text) => response.setHeader('content-type', `${type}; charset=utf-8`).end(text));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  return { server, origin: `http://127.0.0.1:${String(address.port)}` };
}
