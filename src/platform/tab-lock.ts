/** The part of `navigator.locks` that we use, so that tests can play several tabs. */
export interface LockPort {
  request(name: string, options: { readonly signal: AbortSignal }, whileHeld: () => Promise<void>): Promise<void>;
}

/** The browser's. Without Web Locks (no secure context), or where they are forbidden, every tab is the only one it knows of. */
export function lockPort(locks: Pick<LockManager, 'request'> | undefined): LockPort {
  return {
    async request(name, options, whileHeld) {
      if (locks === undefined) return whileHeld();
      let isBegun = false;
      try {
        return await locks.request(name, options, () => {
          isBegun = true;
          return whileHeld();
        });
      } catch (cause) {
        if (isBegun || !(cause instanceof DOMException && cause.name === 'SecurityError')) throw cause;
        return whileHeld();
      }
    },
  };
}

export const browserLocks: LockPort = lockPort(globalThis.navigator?.locks);

/**
 * Waits for a lock that one tab of this browser holds at a time, and keeps it until `signal` aborts or the tab goes away; then the
 * next tab in line gets it (Web Locks API §2.5).
 * @returns when the lock was released; quietly too when the signal aborted while waiting.
 */
export async function holdTabLock(
  name: string,
  options: { readonly locks: LockPort; readonly signal: AbortSignal; readonly onHeld: () => void },
): Promise<void> {
  const { locks, signal, onHeld } = options;
  if (signal.aborted) return;
  try {
    await locks.request(name, { signal }, () => {
      onHeld();
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
