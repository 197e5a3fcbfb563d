import type { HttpClient } from '../platform/http/http-client.ts';

/** Notices while somebody uses this browser. Its code is fetched only where notices were turned on once. */
export class NoticeLife {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Somebody signed in. */
  async start(): Promise<void> {
    if (await this.#isKnown()) await (await this.#load()).renew();
  }

  /** Somebody signed out. */
  async stop(): Promise<void> {
    if (await this.#isKnown()) await (await this.#load()).forget();
  }

  /** Where a click on a notice leads, until the signal aborts. */
  onOpen(open: (path: string) => void, signal: AbortSignal): void {
    if (!('serviceWorker' in navigator)) return;
    const handle = ({ data }: MessageEvent<unknown>): void => {
      if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== 'open-notice') return;
      if ('path' in data && typeof data.path === 'string' && data.path.startsWith('/')) open(data.path);
    };
    navigator.serviceWorker.addEventListener('message', handle, { signal });
    navigator.serviceWorker.startMessages();
  }

  async #isKnown(): Promise<boolean> {
    return 'serviceWorker' in navigator && (await navigator.serviceWorker.getRegistration('/')) !== undefined;
  }

  async #load() {
    const { createNotices } = await import('../features/identity/pages/notices/create-notices.ts');
    return createNotices(this.#http);
  }
}
