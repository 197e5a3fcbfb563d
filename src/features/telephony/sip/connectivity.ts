/** What the browser says about this computer's network. */
export interface Connectivity {
  readonly isOnline: boolean;
  /** Told at each change; the returned function unsubscribes. */
  subscribe(listener: (isOnline: boolean) => void): () => void;
}

export const browserConnectivity: Connectivity = {
  get isOnline() {
    return navigator.onLine;
  },
  subscribe(listener) {
    const online = (): void => listener(true);
    const offline = (): void => listener(false);
    // Timers of a hidden page may come a minute late: who looks at it again waits for none.
    const visible = (): void => {
      if (document.visibilityState === 'visible' && navigator.onLine) listener(true);
    };
    document.addEventListener('visibilitychange', visible);
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    return () => {
      document.removeEventListener('visibilitychange', visible);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
    };
  },
};
