import { z } from 'zod';
import type { RelaySocketLike } from '../relay-socket.ts';

const token = 'a'.repeat(43);

/** A server's end of lines that can be cut. */
export class TestLine implements RelaySocketLike {
  static readonly seatId = '00000000-0000-4000-8000-00000000000a';
  static readonly token = token;
  binaryType = '';
  bufferedAmount = 0;
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  readonly #events = new EventTarget();
  isClosed = false;

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') this.sent.push(z.record(z.string(), z.unknown()).parse(JSON.parse(data)));
  }
  close(): void {
    this.isClosed = true;
  }
  addEventListener(type: string, listener: (event: Event) => void, options: { signal: AbortSignal }): void {
    this.#events.addEventListener(type, listener, options);
  }
  opens(): void {
    this.isOpen();
    this.welcomes();
  }
  isOpen(): void {
    this.#events.dispatchEvent(new Event('open'));
  }
  welcomes(): void {
    this.says({
      type: 'welcome',
      session: { id: TestLine.seatId, kind: 'screen', tenantName: 'Acme', msSinceStart: null },
      seat: { id: TestLine.seatId, role: 'customer', token },
      seats: [],
      lastNumber: 0,
    });
  }
  says(message: unknown): void {
    this.#events.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
  isLost(code = 1006, reason = ''): void {
    this.#events.dispatchEvent(Object.assign(new CloseEvent('close', { code, reason })));
  }
}
