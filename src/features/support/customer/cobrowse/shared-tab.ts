import type { OpenerPage } from './opener-page.ts';

/** What a capture of a tab says about the page in it (Capture Handle, a proposal of the W3C; in Chromium from version 102). */
export interface TabName {
  readonly origin?: string;
  readonly handle?: string;
}

declare global {
  interface MediaStreamTrack {
    getCaptureHandle?(): TabName | null;
  }
}

/** Whether this browser can tell which tab is shared. */
export function canNameTabs(): boolean {
  return typeof MediaStreamTrack !== 'undefined' && 'getCaptureHandle' in MediaStreamTrack.prototype;
}

/** Whether the captured tab is the page that talks with us: the browser vouches for its origin, and the handle is of this very page. */
export function isThatPage(tab: TabName | null | undefined, page: OpenerPage | undefined): boolean {
  return tab?.handle !== undefined && page !== undefined && tab.handle === page.handle && tab.origin === page.origin;
}
