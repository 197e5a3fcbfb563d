import type { PageMessage, WindowMessage } from '../../protocol/support/cobrowse.ts';
import { windowMessage } from '../../protocol/support/cobrowse.ts';

const size = 'popup,width=440,height=760';
const name = 'deskline-help';

/** The window of Deskline's own in which the customer has their seat. Only what that window says, from that origin, is heard. */
export class CustomerWindow {
  readonly #origin: string;
  readonly #onMessage: (message: WindowMessage) => void;
  #window: Window | undefined;

  constructor(origin: string, onMessage: (message: WindowMessage) => void) {
    this.#origin = origin;
    this.#onMessage = onMessage;
    addEventListener('message', this.#hear);
  }

  /** It was there and is not any more. */
  get isClosed(): boolean {
    return this.#window?.closed === true;
  }

  /** Opens it, or brings it to the front. Call it in a click. @returns false when the browser did not let it open */
  open(): boolean {
    // By name: a window that is still there from before this page was loaded keeps its seat.
    if (this.#window?.closed !== false) this.#window = open('', name, size) ?? undefined;
    if (!this.#window) return false;
    if (isEmpty(this.#window)) this.#window.location.href = `${this.#origin}/j?page`;
    this.#window.focus();
    return true;
  }

  send(message: PageMessage): void {
    this.#window?.postMessage(message, this.#origin);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (origin !== this.#origin || !isWindow(source)) return;
    // A page that was loaded again does not know its window. Who speaks from that origin to this page was opened by it.
    this.#window ??= source;
    if (source !== this.#window) return;
    const parsed = windowMessage.safeParse(data);
    if (parsed.success) this.#onMessage(parsed.data);
  };
}

function isWindow(source: MessageEventSource | null): source is Window {
  return source !== null && 'closed' in source;
}

/** Whether nothing was loaded in it yet; what is of another origin cannot be read. */
function isEmpty(other: Window): boolean {
  try {
    return other.location.href === 'about:blank';
  } catch (cause) {
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}
