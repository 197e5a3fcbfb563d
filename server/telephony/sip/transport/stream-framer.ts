import { messageLimits } from '../message/limits.ts';
import type { SipMessage } from '../message/message.ts';
import { parseHead, skipLineBreaks, withBody, withDefect, type MessageHead } from '../message/parse-message.ts';
import { SipError } from '../message/sip-error.ts';

/** What a stretch of a stream turned out to be. */
export type Frame =
  | { readonly kind: 'message'; readonly message: SipMessage }
  /** Double CRLF between messages (RFC 5626 §3.5.1): to be answered with one CRLF. */
  | { readonly kind: 'ping' }
  /** Nobody can tell where the next message begins: answer the fault if there is a message, then close. */
  | { readonly kind: 'broken'; readonly message: SipMessage | undefined };

const endOfHead = Buffer.from('\r\n\r\n');

/** Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3). Never holds more than one message and one chunk. */
export class StreamFramer {
  #buffer: Buffer = Buffer.alloc(0);
  /** Bytes in `#buffer` that are filled and not yet consumed. */
  #length = 0;
  /** Where to look on for the end of the head. */
  #scanned = 0;
  #head: (MessageHead & { readonly bodyStart: number; readonly bodyLength: number }) | undefined;
  #isBroken = false;

  /** Whether a message has begun and not ended. */
  get isInMessage(): boolean {
    return this.#length > 0;
  }

  /** Takes the next bytes; returns what became complete. After `broken` nothing more comes. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    if (this.#isBroken) return frames;
    this.#append(chunk);
    for (let frame = this.#next(); frame; frame = this.#next()) {
      frames.push(frame);
      if (frame.kind === 'broken') this.#isBroken = true;
      if (this.#isBroken) break;
    }
    return frames;
  }

  /** What has arrived of an unfinished message, with this fault, if enough is there to answer it. */
  unfinished(defect: SipError): SipMessage | undefined {
    if (this.#head) return withDefect(this.#head.message, defect);
    const lastLine = this.#buffer.lastIndexOf('\r\n', this.#length - 1);
    return lastLine < 0 ? undefined : answerable(this.#buffer.subarray(0, lastLine), defect);
  }

  #append(chunk: Buffer): void {
    if (this.#length === 0) {
      // The usual case: whole messages in one chunk, used where they lie.
      this.#buffer = chunk;
      this.#length = chunk.length;
      return;
    }
    const needed = this.#length + chunk.length;
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#length * 2));
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    chunk.copy(this.#buffer, this.#length);
    this.#length = needed;
  }

  /** A new buffer begins behind a message, so that bodies handed out are never overwritten. */
  #consume(bytes: number): void {
    this.#buffer = this.#buffer.subarray(bytes, this.#length);
    this.#length = this.#buffer.length;
    this.#scanned = 0;
    this.#head = undefined;
  }

  #next(): Frame | undefined {
    if (this.#length === 0) return undefined;
    if (!this.#head) {
      const ping = this.#skipLineBreaks();
      if (ping || this.#length === 0) return ping;
      const broken = this.#readHead();
      if (broken) return broken;
    }
    return this.#head && this.#readBody(this.#head);
  }

  #skipLineBreaks(): Frame | undefined {
    const filled = this.#buffer.subarray(0, this.#length);
    const start = skipLineBreaks(filled);
    if (start === 0) return undefined;
    this.#consume(start);
    return start >= 4 ? { kind: 'ping' } : undefined;
  }

  /** Reads the head once it is complete; a fault in its framing ends the stream. */
  #readHead(): Frame | undefined {
    const filled = this.#buffer.subarray(0, this.#length);
    const end = filled.indexOf(endOfHead, Math.max(this.#scanned - 3, 0));
    this.#scanned = this.#length;
    if (end < 0) return this.#length > messageLimits.messageBytes ? tooLarge(filled) : undefined;
    if (end > messageLimits.messageBytes) return tooLarge(filled);
    const head = tryHead(filled.subarray(0, end));
    if (!head) return { kind: 'broken', message: undefined };
    const fault = framingFault(head, end + 4);
    if (fault) return { kind: 'broken', message: withDefect(head.message, fault) };
    this.#head = { ...head, bodyStart: end + 4, bodyLength: head.contentLength ?? 0 };
    return undefined;
  }

  #readBody(head: { message: SipMessage; bodyStart: number; bodyLength: number }): Frame | undefined {
    const end = head.bodyStart + head.bodyLength;
    if (this.#length < end) return undefined;
    const body = this.#buffer.subarray(head.bodyStart, end);
    this.#consume(end);
    return { kind: 'message', message: withBody(head.message, body) };
  }
}

/** Why the end of this message cannot be told or will not be waited for. */
function framingFault(head: MessageHead, bodyStart: number): SipError | undefined {
  // RFC 3261 §20.14: "If a stream-based protocol (such as TCP) is used as transport, then the header field MUST be used."
  if (head.contentLength === undefined) return new SipError(400, 'Content-Length: missing or malformed on a stream');
  return bodyStart + head.contentLength > messageLimits.messageBytes ? new SipError(513, 'Message Too Large') : undefined;
}

function tryHead(bytes: Buffer): MessageHead | undefined {
  try {
    return parseHead(bytes);
  } catch (error) {
    if (error instanceof SipError) return undefined;
    throw error;
  }
}

function answerable(bytes: Buffer, defect: SipError): SipMessage | undefined {
  const head = tryHead(bytes);
  return head && withDefect(head.message, defect);
}

function tooLarge(bytes: Buffer): Frame {
  const lastLine = bytes.lastIndexOf('\r\n', messageLimits.messageBytes);
  const message = lastLine < 0 ? undefined : answerable(bytes.subarray(0, lastLine), new SipError(513, 'Message Too Large'));
  return { kind: 'broken', message };
}
