import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, DiagnosticItem } from './live-view.ts';

const kept = 20;
/** What fits one entry of the sealed log: 40,000 letters of text, or a PNG of 30 kB in base64. Larger pictures go as files. */
const maxClipboardLetters = 40_000;

/** Clipboards and what the customer's browser says of itself. */
export class ExchangeDesk {
  readonly #context: LiveContext;
  readonly #holds: (capability: Capability, seatId: string) => boolean;

  constructor(context: LiveContext, holds: (capability: Capability, seatId: string) => boolean) {
    this.#context = context;
    this.#holds = holds;
  }

  sendClipboard(mime: 'text/plain' | 'image/png', data: string): void {
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
    const { people, mySeatId } = this.#context.view.getState();
    const experts = people.filter((person) => person.role === 'expert').map((person) => person.seatId);
    const isGranted = role === 'expert' ? this.#holds('clipboard', seatId) : experts.some((expert) => this.#holds('clipboard', expert));
    if (!isGranted || (role === 'customer' && this.#context.role === 'expert' && !this.#holds('clipboard', mySeatId))) return;
    const { mime, data } = event;
    this.#context.view.setState(({ clipboard }) => ({ clipboard: [...clipboard, { mime, data, seatId, at }].slice(-kept) }));
  }

  handleDiagnostics({ event, role, at }: Said<EventOf<'diagnostics'>>): void {
    if (role !== 'customer') return;
    this.#context.view.setState(({ diagnostics }) => ({ diagnostics: [...diagnostics, { at, items: event.items }].slice(-kept) }));
  }
}
