import type { Language } from '../platform/i18n/languages.ts';
import type { Words } from '../features/support/customer/words/customer.en.ts';

declare global {
  interface Window {
    /** The line to the relay, opened while the page was still on its way. */
    desklineLine?: WebSocket;
    /** Words of the language that the browser asked for. */
    readonly desklineParts?: { readonly [Part in `words.${Language}`]?: Words };
  }
}

/** What stands in the page itself, and is there before this code (tools/build/put-into-page.ts). In development nothing does. */
export type InPage = Pick<Window, 'desklineLine' | 'desklineParts'>;
