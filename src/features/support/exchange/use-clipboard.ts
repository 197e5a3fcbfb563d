import { useState, useSyncExternalStore } from 'react';
import type { LiveSession } from '../state/live-session.ts';
import type { ClipboardView, LiveView } from '../state/live-view.ts';
import { readClipboard } from './read-clipboard.ts';

type ClipboardSession = Pick<LiveSession, 'getView' | 'subscribe' | 'sendClipboard' | 'sendClipboardPicture'>;

export interface SharedClipboard {
  /** Only while the customer's side allows it, and the session is live. */
  readonly isAllowed: boolean;
  /** What the other side sent last. */
  readonly last: ClipboardView | undefined;
  /** Why nothing was sent. */
  readonly trouble: 'empty' | 'blocked' | undefined;
  /** Reads this side's clipboard and sends it: only in a click. */
  readonly send: () => Promise<void>;
}

/** The clipboard both ways, by a click each time: nothing is read or written by itself. */
export function useClipboard(session: ClipboardSession): SharedClipboard {
  const view = useSyncExternalStore<LiveView>(session.subscribe, session.getView, session.getView);
  const [trouble, setTrouble] = useState<'empty' | 'blocked'>();
  return {
    isAllowed: view.link === 'live' && view.capabilities.clipboard.state === 'granted',
    last: view.clipboard.findLast(({ seatId }) => seatId !== view.mySeatId),
    trouble,
    async send() {
      const content = await readClipboard(navigator.clipboard);
      setTrouble(content.mime === 'none' ? content.why : undefined);
      if (content.mime === 'text/plain') session.sendClipboard(content.mime, content.data);
      if (content.mime === 'image/png') await session.sendClipboardPicture(content.picture);
    },
  };
}

/** Puts what came into this side's clipboard: only in a click. */
export function useCopied(clip: ClipboardView): { readonly copied: 'copied' | 'blocked' | undefined; readonly copy: () => Promise<void> } {
  const [copied, setCopied] = useState<'copied' | 'blocked'>();
  return {
    copied,
    async copy() {
      try {
        if (clip.mime === 'text/plain') await navigator.clipboard.writeText(clip.data);
        else await navigator.clipboard.write([new ClipboardItem({ 'image/png': clip.picture })]);
        setCopied('copied');
      } catch (cause) {
        if (!(cause instanceof DOMException)) throw cause;
        setCopied('blocked');
      }
    },
  };
}
