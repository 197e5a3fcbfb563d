import type { TabStorage } from './invite-desk.ts';
import type { LiveSession } from './live-session.ts';

/**
 * How many stills there were is kept with the tab: where both sides' pages are loaded again at once nobody tells this one of those before, and
 * the next one would have a number that another one has in what is kept.
 */
export function keepStillCount(session: Pick<LiveSession, 'getView' | 'subscribe' | 'countStillsFrom'>, storage: TabStorage): void {
  let key: string | undefined;
  let last = 0;
  session.subscribe(() => {
    const { session: about, stills, link } = session.getView();
    if (key === undefined && about.id !== '') {
      key = `support-stills ${about.id}`;
      last = numberOf(storage.getItem(key));
      session.countStillsFrom(last);
    }
    if (key === undefined) return;
    if (link === 'ended') return storage.removeItem(key);
    const newest = stills.at(-1)?.number ?? 0;
    if (newest <= last) return;
    last = newest;
    storage.setItem(key, String(last));
  });
}

function numberOf(text: string | null): number {
  return /^\d{1,5}$/u.test(text ?? '') ? Number(text) : 0;
}
