import type { MaskedCapture } from '../sharing/masked-capture.ts';
import { CobrowseSeat } from './cobrowse-seat.ts';

let last: CobrowseSeat | undefined;

/** Joins the page that opened this window; of several tries to come in the last has it. */
export function openCobrowse(opener: Window, capture: MaskedCapture): CobrowseSeat {
  last?.close();
  const seat = new CobrowseSeat(opener, { tabOf: (track) => capture.tabOf(track), onInput: () => capture.touch() });
  addEventListener('pagehide', () => seat.close(), { once: true });
  last = seat;
  return seat;
}
