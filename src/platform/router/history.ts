import { locationOf, type PageLocation } from './page-location.ts';

/** The browser's list of visited addresses, as far as the router needs it. */
export interface PageHistory {
  read(): PageLocation;
  push(href: string): void;
  replace(href: string): void;
  /** Tells of back and forward until the signal aborts. */
  onMove(listener: () => void, signal: AbortSignal): void;
}

export const browserHistory: PageHistory = {
  read: () => locationOf(location.pathname + location.search),
  push: (href) => history.pushState(null, '', href),
  replace: (href) => history.replaceState(null, '', href),
  onMove: (listener, signal) => addEventListener('popstate', listener, { signal }),
};
