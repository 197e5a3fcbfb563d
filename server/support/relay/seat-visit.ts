import { maxBodyBytes, relayLimits } from '../../../protocol/support/relay.ts';
import type { ClientMessage } from '../../../protocol/support/relay-requests.ts';
import type { RelaySession } from './relay-session.ts';
import type { Visitor } from './seat-line.ts';
import type { SeatLink } from './seat-link.ts';
import type { SeatRequests } from './seat-requests.ts';

export interface SeatVisitParts {
  readonly session: RelaySession;
  readonly link: SeatLink;
  readonly visitor: Visitor;
  readonly requests: SeatRequests;
  readonly onLogged: () => void;
  readonly onFull: () => Promise<void>;
  readonly onLost: () => void;
  readonly onFailed: (error: unknown) => void;
}

const idBytes = 16;
const targetAt = 1;

/** One line of one seat, from welcome to its end: what the browser says goes in here, one after the other. */
export class SeatVisit {
  readonly #parts: SeatVisitParts;
  #isLost = false;

  constructor(parts: SeatVisitParts) {
    this.#parts = parts;
  }

  /** Resolves when the next message may come. Says whether it was one that the protocol knows. */
  async receive(message: ClientMessage): Promise<boolean> {
    const { session, link, visitor, requests } = this.#parts;
    if (link.isClosed) return true;
    if (message.type === 'log') return this.#log(message.clientNumber, message.body);
    if (message.type === 'pass') {
      session.pass(link.seatId, message.body, message.to);
      return true;
    }
    link.send(await requests.answer({ session, seatId: link.seatId, visitor }, message));
    return true;
  }

  /** A piece of a file for another seat; its target is replaced by the sender. Resolves when that seat can take more. */
  async receiveChunk(frame: Buffer): Promise<boolean> {
    const { session, link } = this.#parts;
    const { chunkHeaderBytes, chunkBytes, chunkKind } = relayLimits;
    if (frame.length <= chunkHeaderBytes || frame.length > chunkHeaderBytes + chunkBytes || frame[0] !== chunkKind) return false;
    const target = idOfBytes(frame.subarray(targetAt, targetAt + idBytes));
    const areAdmitted = [target, link.seatId].every((id) => session.seat(id)?.state === 'admitted');
    if (!areAdmitted || link.isClosed) return true;
    const passed = Buffer.from(frame);
    Buffer.from(link.seatId.replaceAll('-', ''), 'hex').copy(passed, targetAt);
    await session.passChunk(link.seatId, passed, target);
    return true;
  }

  /** The line is gone. Idempotent. */
  handleLost(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#parts.onLost();
  }

  async #log(clientNumber: number, body: string): Promise<boolean> {
    const { session, onFull, onFailed } = this.#parts;
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length > maxBodyBytes) return false;
    await session.log.room();
    if (session.log.isFull) {
      await onFull();
      return true;
    }
    // The next message is read while this one goes to the disk; the log keeps their order.
    this.#keep(clientNumber, bytes).catch(onFailed);
    return true;
  }

  async #keep(clientNumber: number, body: Buffer): Promise<void> {
    const { session, link, onLogged } = this.#parts;
    const known = await session.log.append({ seatId: link.seatId, clientNumber, body });
    if (known) link.handleKnown(known);
    else onLogged();
  }
}

function idOfBytes(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
