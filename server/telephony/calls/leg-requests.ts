import { EventEmitter } from 'node:events';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { SipRequest } from '../sip/message/message.ts';
import type { RequestReply, SipExtras } from '../sip/dialog/user-agent.ts';
import { dtmfRelayType, dtmfType, parseDigit } from './dtmf.ts';
import type { Digit } from './dtmf.ts';

export interface LegRequestEvents {
  digit: [digit: Digit];
}

const acceptedInfo: SipExtras = { headers: [['Accept', `${dtmfRelayType}, ${dtmfType}`]] };
const allow: SipExtras = { headers: [['Allow', 'INVITE, ACK, BYE, CANCEL, INFO, UPDATE, OPTIONS']] };

/**
 * Answers the in-dialog requests of one leg that mean something to a call. INVITE, BYE, UPDATE, OPTIONS and methods that
 * nobody knows (501) are answered by the dialog itself.
 */
export class LegRequests extends EventEmitter<LegRequestEvents> {
  #lastKeyNumber = 0;

  handleRequest(request: SipRequest, reply: RequestReply): void {
    switch (request.method) {
      case 'INFO':
        return this.#info(request, reply);
      case 'REFER':
        // RFC 3515 §2.4.2: a refusal is "603 Declined"; transfer is not offered yet.
        return reply.respond(603, 'Declined');
      case 'NOTIFY':
        // RFC 6665 §4.1.3: without a matching subscription "a 481" is the answer.
        return reply.respond(481, 'Subscription Does Not Exist');
      default:
        // RFC 3261 §21.4.6: "The response MUST include an Allow header field".
        return reply.respond(405, 'Method Not Allowed', allow);
    }
  }

  #info(request: SipRequest, reply: RequestReply): void {
    // RFC 6086 §4.2.2, legacy usage: an INFO without a body asks for nothing and is answered 200.
    if (request.body.length === 0) return reply.respond(200, 'OK');
    const type = contentTypeOf(request);
    if (type !== dtmfRelayType && type !== dtmfType) return reply.respond(415, 'Unsupported Media Type', acceptedInfo);
    const digit = parseDigit(type, new TextDecoder().decode(request.body));
    if (!digit) return reply.respond(400, 'Bad DTMF Body');
    reply.respond(200, 'OK');
    if (this.#isRepeated(request)) return;
    this.emit('digit', digit);
  }

  /** A softphone of ours numbers its keys: one that it sent again, because a socket took the answer along, counts once. */
  #isRepeated(request: SipRequest): boolean {
    const text = request.headers.get(sipNames.keyNumber) ?? '';
    if (!/^\d{1,9}$/.test(text)) return false;
    const number = Number(text);
    if (number <= this.#lastKeyNumber) return true;
    this.#lastKeyNumber = number;
    return false;
  }
}

function contentTypeOf(request: SipRequest): string {
  return (request.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
