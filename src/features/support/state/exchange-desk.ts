import { mayHearClipboard, withClip } from './clips.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, ClipboardView, DiagnosticItem } from './live-view.ts';
import { pngOf } from './png-text.ts';

const kept = 20;
/** What fits one entry of the sealed log. */
const maxClipboardLetters = 40_000;

/** Clipboards and what the customer's browser says of itself. */
export class ExchangeDesk {
  readonly #context: LiveContext;
  readonly #holds: (capability: Capability, seatId: string) => boolean;

  constructor(context: LiveContext, holds: (capability: Capability, seatId: string) => boolean) {
    this.#context = context;
    this.#holds = holds;
  }

  sendClipboard(mime: 'text/plain', data: string): void {
    if (this.#context.view.getState().link !== 'live') return this.#context.fail('notSent');
    if (data.length > maxClipboardLetters) return this.#context.fail('clipboardTooLarge');
    this.#context.send({ type: 'clipboard', mime, data });
    return undefined;
  }

  sendDiagnostics(items: readonly DiagnosticItem[]): void {
    this.#context.send({ type: 'diagnostics', items: [...items] });
  }

  /** From an expert it counts only while the customer's side grants it; the customer's own goes by the same grant. */
  handleClipboard({ event, seatId, role, at }: Said<EventOf<'clipboard'>>): void {
    if (!mayHearClipboard(this.#context, this.#holds, { seatId, role })) return;
    const clip = clipOf(event, { seatId, at });
    if (clip) this.#context.view.setState(({ clipboard }) => ({ clipboard: withClip(clipboard, clip) }));
  }

  handleDiagnostics({ event, role, at }: Said<EventOf<'diagnostics'>>): void {
    if (role !== 'customer') return;
    this.#context.view.setState(({ diagnostics }) => ({ diagnostics: [...diagnostics, { at, items: event.items }].slice(-kept) }));
  }
}

function clipOf({ mime, data }: EventOf<'clipboard'>, from: Pick<ClipboardView, 'seatId' | 'at'>): ClipboardView | undefined {
  if (mime === 'text/plain') return { mime, data, ...from };
  const picture = pngOf(data);
  return picture && { mime, picture, ...from };
}
