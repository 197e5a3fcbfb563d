import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ChatLine } from '../state/live-view.ts';

/** What a page draws without getting slow, whatever a peer sends. */
export const linesShown = 200;

export interface NewestLines {
  readonly shown: readonly ChatLine[];
  /** Undefined: all are shown. */
  readonly showEarlier: (() => void) | undefined;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
}

/** The newest of what was written, and the way to what was before. The end stays in sight, unless somebody reads further up. */
export function useNewestLines(lines: readonly ChatLine[], mySeatId: string): NewestLines {
  const [count, setCount] = useState(linesShown);
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = lines.at(-1);
  useEffect(() => {
    if (last && (isAtEnd.current || last.seatId === mySeatId)) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last, mySeatId]);
  const onScroll = (): void => {
    const box = list.current;
    isAtEnd.current = !box || box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  };
  const showEarlier = (): void => {
    isAtEnd.current = false;
    setCount(count + linesShown);
    // The button goes with the last of them; the keyboard stays where the lines are.
    if (lines.length <= count + linesShown) list.current?.focus();
  };
  return { shown: lines.slice(-count), showEarlier: lines.length > count ? showEarlier : undefined, list, onScroll };
}
