import { chromium, type Browser, type Page } from '@playwright/test';
import { BareSfu } from './bare-sfu.ts';
import { buildPage, type BuiltPage } from './page-build.ts';
import type { RigPage } from './room-page.ts';

const origin = 'https://room.test';
/** Of the product: workers come as our own files, through our own policy. */
const policy = "script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types deskline";
const flags = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-background-networking', '--no-first-run'];
/** Workers of which the real one is not: one that never answers, and one that breaks when it is told its keys. */
const otherWorkers: Partial<Record<string, string>> = {
  '/silent.js': 'self.onrtctransform = () => undefined;',
  '/dying.js': "self.onmessage = ({ data }) => { if (data.type === 'keys') throw new Error('dead'); };",
};

/** A bare SFU and a real browser with our room client in it. */
export class RoomRig {
  readonly sfu: BareSfu;
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(sfu: BareSfu, browser: Browser, page: Page) {
    this.sfu = sfu;
    this.#browser = browser;
    this.#page = page;
  }

  static async start(built?: BuiltPage): Promise<RoomRig> {
    const files = built ?? (await buildPage());
    const sfu = await BareSfu.start();
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: flags });
    const page = await browser.newPage();
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') {
        const body = '<!doctype html><script type="module" src="/page.js"></script>';
        return route.fulfill({ contentType: 'text/html', body, headers: { 'content-security-policy': policy } });
      }
      const body = otherWorkers[pathname] ?? files.get(pathname.slice(1));
      return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: 'text/javascript', body });
    });
    await page.exposeFunction('roomRequest', (method: string, data: Parameters<BareSfu['request']>[1]) => sfu.request(method, data));
    await page.goto(origin);
    await page.waitForFunction('"rig" in globalThis');
    return new RoomRig(sfu, browser, page);
  }

  /** Runs one of the page's functions. */
  run<Name extends keyof RigPage>(name: Name, ...given: Parameters<RigPage[Name]>): Promise<Awaited<ReturnType<RigPage[Name]>>> {
    return this.#page.evaluate<Awaited<ReturnType<RigPage[Name]>>>(`rig.${name}(...${JSON.stringify(given)})`);
  }

  /** Makes the browser one that cannot seal. */
  async takeSealingAway(): Promise<void> {
    await this.#page.evaluate('delete globalThis.RTCRtpScriptTransform');
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.sfu.close();
  }
}
