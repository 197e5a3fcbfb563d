import type { CallSnapshot } from '../sip/phone.ts';

export interface DesktopNoticePorts {
  /** Shows a notice; the returned function takes it back. Undefined when the person did not allow notices. */
  readonly show: (notice: {
    readonly id: string;
    readonly title: string;
    readonly body: string;
    readonly onClick: () => void;
  }) => (() => void) | undefined;
  readonly isPageVisible: () => boolean;
  readonly focusPage: () => void;
  readonly words: (call: CallSnapshot) => { readonly title: string; readonly body: string };
}

/** A desktop notification per ringing call while the page is not looked at; gone when the ringing is. */
export class DesktopNotices {
  readonly #ports: DesktopNoticePorts;
  readonly #shown = new Map<string, () => void>();

  constructor(ports: DesktopNoticePorts) {
    this.#ports = ports;
  }

  handleCalls(calls: readonly CallSnapshot[]): void {
    const ringing = calls.filter((call) => call.state.name === 'incoming' && !call.isIgnored);
    for (const [id, takeBack] of this.#shown) {
      if (ringing.some((call) => call.id === id)) continue;
      takeBack();
      this.#shown.delete(id);
    }
    for (const call of ringing) if (!this.#shown.has(call.id) && !this.#ports.isPageVisible()) this.#show(call);
  }

  close(): void {
    this.handleCalls([]);
  }

  #show(call: CallSnapshot): void {
    const takeBack = this.#ports.show({ id: call.id, ...this.#ports.words(call), onClick: () => this.#ports.focusPage() });
    if (takeBack !== undefined) this.#shown.set(call.id, takeBack);
  }
}

/** Notices of the browser (Notification API). */
export const browserNotices: Pick<DesktopNoticePorts, 'show' | 'isPageVisible' | 'focusPage'> = {
  show({ id, title, body, onClick }) {
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') return undefined;
    const notice = new Notification(title, { body, tag: `call-${id}`, requireInteraction: true, icon: '/icon.svg' });
    notice.addEventListener('click', () => {
      onClick();
      notice.close();
    });
    return () => notice.close();
  },
  isPageVisible: () => document.visibilityState === 'visible' && document.hasFocus(),
  focusPage: () => window.focus(),
};

/** Asks once whether notices may be shown; to be called after a person used the phone, never on arrival. */
export async function askForNotices(): Promise<void> {
  if ('Notification' in globalThis && Notification.permission === 'default') await Notification.requestPermission();
}
