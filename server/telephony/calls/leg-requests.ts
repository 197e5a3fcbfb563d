import { EventEmitter } from 'node:events';
import type { SipRequest } from '../sip/message/message.ts';
import type { ReinviteReply, RequestReply, SipExtras } from '../sip/dialog/user-agent.ts';
import { dtmfRelayType, dtmfType, parseDigit } from './dtmf.ts';
import type { Digit } from './dtmf.ts';

export interface LegRequestEvents {
  digit: [digit: Digit];
  /** UPDATE with SDP (RFC 3311): the same as a re-INVITE. */
  offer: [offer: string, reply: ReinviteReply];
}

/** What a far end may ask inside a dialog (RFC 3261 §20.5). */
const allow: SipExtras = { headers: [['Allow', 'INVITE, ACK, BYE, CANCEL, INFO, UPDATE, OPTIONS']] };
const acceptedInfo: SipExtras = { headers: [['Accept', `${dtmfRelayType}, ${dtmfType}`]] };
/** Methods that we know and refuse inside a call; others are unknown to us (501). */
const refused = new Set(['REFER', 'MESSAGE', 'SUBSCRIBE', 'PUBLISH', 'PRACK', 'REGISTER']);

/** Answers the in-dialog requests of one leg, except INVITE, ACK and BYE. */
export class LegRequests extends EventEmitter<LegRequestEvents> {
  handleRequest(request: SipRequest, reply: RequestReply): void {
    switch (request.method) {
      case 'INFO':
        return this.#info(request, reply);
      case 'UPDATE':
        return this.#update(request, reply);
      case 'OPTIONS':
        return reply.respond(200, 'OK', allow);
      case 'NOTIFY':
        // RFC 6665 §4.1.3: "If the subscriber … does not have a matching subscription … 481".
        return reply.respond(481, 'Subscription Does Not Exist');
      default:
        // RFC 3261 §21.4.6 (405 needs Allow) and §21.5.2 (501 for a method that is not recognised).
        return refused.has(request.method) ? reply.respond(405, 'Method Not Allowed', allow) : reply.respond(501, 'Not Implemented', allow);
    }
  }

  #info(request: SipRequest, reply: RequestReply): void {
    // RFC 6086 §4.2.1 and legacy usage: an INFO without a body is answered 200 and means nothing.
    if (request.body.length === 0) return reply.respond(200, 'OK');
    const type = contentTypeOf(request);
    if (type !== dtmfRelayType && type !== dtmfType) return reply.respond(415, 'Unsupported Media Type', acceptedInfo);
    const digit = parseDigit(type, textOf(request));
    if (!digit) return reply.respond(400, 'Bad DTMF Body');
    reply.respond(200, 'OK');
    this.emit('digit', digit);
  }

  #update(request: SipRequest, reply: RequestReply): void {
    if (request.body.length === 0) return reply.respond(200, 'OK');
    if (contentTypeOf(request) !== 'application/sdp')
      return reply.respond(415, 'Unsupported Media Type', { headers: [['Accept', 'application/sdp']] });
    this.emit('offer', textOf(request), {
      accept: (content) => reply.respond(200, 'OK', { body: { type: 'application/sdp', content } }),
      reject: (status, reason, retryAfter) =>
        reply.respond(status, reason, retryAfter === undefined ? {} : { headers: [['Retry-After', String(retryAfter)]] }),
    });
  }
}

function contentTypeOf(request: SipRequest): string {
  return (request.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function textOf(request: SipRequest): string {
  return new TextDecoder().decode(request.body);
}
