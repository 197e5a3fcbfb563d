import { EventEmitter } from 'node:events';
import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { cseqOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { formatNameAddr } from '../message/name-addr.ts';
import type { NameAddr } from '../message/values.ts';
import type { ServerTransaction, TransactionLayer } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import { AckWait } from './ack-wait.ts';
import { Acknowledger } from './acknowledger.ts';
import type { DialogPath } from './dialog-path.ts';
import { type DialogState, dialogTransitions } from './dialog-state.ts';
import { IncomingReinvites } from './incoming-reinvites.ts';
import { IncomingRequests } from './incoming-requests.ts';
import { OutgoingReinvites } from './outgoing-reinvites.ts';
import { RequestSender } from './request-sender.ts';
import { readSdp } from './sdp-body.ts';
import { SessionTimer } from './session-timer.ts';
import { type Dialog, type DialogEvents, type SipExtras, SipFailure, type SipPrincipal } from './user-agent.ts';

/** What every dialog of this server shares. */
export interface DialogContext {
  readonly clock: Clock;
  readonly layer: Pick<TransactionLayer, 'send' | 'sendAck'>;
  readonly logger: Logger;
  readonly contactFor: (flow: Flow) => NameAddr;
  /** Told once, when nothing more is sent or taken. */
  dialogEnded(dialog: SipDialog): void;
}

export interface SipDialogFields {
  readonly path: DialogPath;
  readonly flow: Flow;
  readonly principal: SipPrincipal;
  /** The registration that its flow belongs to; the dialog follows it to another flow. */
  readonly bindingKey: string | undefined;
  /** UAS: our 2xx waits for ACK. UAC: theirs is acknowledged. */
  readonly state: 'unacknowledged' | 'confirmed';
}

/** One call between us and a phone (RFC 3261 §12); managers do the work, this class knows the state and the flow. */
export class SipDialog extends EventEmitter<DialogEvents> implements Dialog {
  readonly principal: SipPrincipal;
  readonly bindingKey: string | undefined;
  readonly sessionTimer: SessionTimer;
  readonly #context: DialogContext;
  readonly #path: DialogPath;
  readonly #sender: RequestSender;
  readonly #ackWait: AckWait;
  readonly #ours: OutgoingReinvites;
  readonly #theirs: IncomingReinvites;
  readonly #incoming: IncomingRequests;
  #state: DialogState;
  #flow: Flow;
  #farewell: SipExtras | undefined;

  constructor(fields: SipDialogFields, context: DialogContext) {
    super();
    this.principal = fields.principal;
    this.bindingKey = fields.bindingKey;
    this.#path = fields.path;
    this.#flow = fields.flow;
    this.#state = fields.state;
    this.#context = context;
    const { clock, layer } = context;
    this.#sender = new RequestSender({ clock, layer, path: this.#path, flow: () => this.#flow, contactFor: context.contactFor });
    this.#ackWait = new AckWait({
      clock,
      logger: context.logger,
      flow: () => this.#flow,
      isLeaving: () => this.isEnded,
      giveUp: () => this.#noAck(),
    });
    this.sessionTimer = new SessionTimer({
      clock,
      refresh: (headers) => void this.#refreshSession(headers),
      expired: () => this.#sessionExpired(),
    });
    this.#ours = this.#createOutgoing();
    this.#theirs = this.#createIncoming();
    this.#incoming = new IncomingRequests({
      path: this.#path,
      reinvites: this.#theirs,
      sessionTimer: this.sessionTimer,
      contactHeader: () => this.#contactHeader(),
      bye: (transaction) => this.#byeReceived(transaction.request),
      deliver: (transaction, reply) => this.emit('request', transaction.request, reply),
    });
  }

  get id(): string {
    return this.#path.id;
  }
  get callId(): string {
    return this.#path.callId;
  }
  get localTag(): string {
    return this.#path.localTag;
  }
  get remoteTag(): string {
    return this.#path.remoteTag;
  }
  get flow(): Flow {
    return this.#flow;
  }
  /** True from our good-bye or theirs on; a BYE of ours may still wait for its answer. */
  get isEnded(): boolean {
    return this.#state === 'leaving' || this.#state === 'ended';
  }

  reinvite(offer: string, extras: SipExtras = {}): Promise<string> {
    return this.#ours.offer(offer, extras);
  }

  send(method: string, extras: SipExtras = {}): Promise<SipResponse> {
    if (this.isEnded) return Promise.reject(new SipFailure(481, 'Dialog Ended'));
    return new Promise((resolve, reject) => {
      this.#sender.send(method, extras, {
        onResponse: (response) => {
          if (response.status < 200) return;
          resolve(response);
          if (response.status === 481 || response.status === 408) this.#gone();
        },
        onFailure: (status, reason) => {
          reject(new SipFailure(status, reason));
          if (status === 408) this.#gone();
        },
      });
    });
  }

  bye(extras: SipExtras = {}): void {
    if (this.isEnded) return;
    this.#farewell = extras;
    const mustWait = this.#state === 'unacknowledged' && !this.#ackWait.hasMoved;
    this.#to('leaving');
    this.#stopWork();
    // RFC 3261 §15: "The callee's UA MAY send a BYE on either confirmed or early dialogs […] however, the callee's UA MUST NOT
    // send a BYE on a confirmed dialog until it has received an ACK for its 2xx response or until the server transaction times out."
    if (!mustWait) this.#byeWithoutAck();
  }

  /** A request with this dialog's tags from a sender that may use it. */
  handleRequest(transaction: ServerTransaction): void {
    this.#incoming.handle(transaction, this.isEnded);
  }

  /** An ACK with this dialog's tags. */
  handleAck(ack: SipRequest): void {
    if (!this.#ackWait.acknowledged(cseqOf(ack.headers).number)) return;
    if (this.#state === 'leaving') {
      this.#sendBye();
      return;
    }
    if (this.#state === 'unacknowledged') this.#to('confirmed');
    this.#ours.pump();
    const answer = readSdp(ack);
    if (answer !== undefined) this.emit('answered', answer);
  }

  /** Our 2xx to the INVITE that made this dialog went out. */
  acceptedInvite(transaction: ServerTransaction, response: SipResponse): void {
    this.#ackWait.start(transaction, response);
  }

  /** Sends the ACK to a 2xx of theirs; for every copy of it again (RFC 3261 §13.2.2.4). */
  acknowledge(inviteCSeq: number): void {
    this.acknowledger.acknowledge(inviteCSeq);
  }

  /** What acknowledges as this dialog does now, also when nothing else is left of it. */
  get acknowledger(): Acknowledger {
    return new Acknowledger(this.#context.layer, this.#path, this.#flow);
  }

  /** The far end came back over another flow. */
  moveTo(flow: Flow): void {
    if (this.#state === 'ended' || flow.id === this.#flow.id) return;
    this.#flow = flow;
    if (this.#state === 'leaving' && this.#ackWait.isWaiting) this.#byeWithoutAck();
    else this.#ackWait.moved();
    this.#sender.moved();
    if (!this.isEnded) this.emit('rebound', flow);
  }

  /** The server stops: no more timers, no more messages. */
  close(): void {
    this.#end();
  }

  #to(state: DialogState): void {
    if (!dialogTransitions[this.#state].includes(state)) throw new Error(`dialog: ${this.#state} cannot become ${state}`);
    this.#state = state;
  }

  #createOutgoing(): OutgoingReinvites {
    return new OutgoingReinvites({
      clock: this.#context.clock,
      sender: this.#sender,
      isCallIdOurs: this.#path.isCallIdOurs,
      isBlocked: () => this.#theirs.isOpen || this.#ackWait.isWaiting,
      acknowledge: (cseq) => this.acknowledge(cseq),
      succeeded: (response) => {
        this.#path.refreshTarget(response.headers);
        this.sessionTimer.answered(response);
      },
      dialogGone: () => this.#gone(),
      settled: () => this.#theirs.ownOfferSettled(),
    });
  }

  #createIncoming(): IncomingReinvites {
    return new IncomingReinvites({
      acceptHeaders: (request) => {
        this.#path.refreshTarget(request.headers);
        return [this.#contactHeader(), ...this.sessionTimer.answer(request)];
      },
      hasOwnOffer: () => this.#ours.isOpen,
      deliver: (offer, reply) => this.emit('reinvite', offer, reply),
      accepted: (transaction, response) => this.#ackWait.start(transaction, response),
      settled: () => this.#ours.pump(),
    });
  }

  #contactHeader(): HeaderEntry {
    return ['Contact', formatNameAddr(this.#context.contactFor(this.#flow))];
  }

  /** §13.3.1.4: "If the server retransmits the 2xx response for 64*T1 seconds without receiving an ACK, the dialog is confirmed, but the session SHOULD be terminated. This is accomplished with a BYE". */
  #noAck(): void {
    if (this.#state === 'leaving') {
      this.#sendBye();
      return;
    }
    if (this.#state === 'unacknowledged') this.#to('confirmed');
    if (this.#ackWait.hasMoved) {
      this.#ours.pump();
      return;
    }
    this.bye({ headers: [['Reason', 'SIP;cause=408;text="No ACK"']] });
    this.emit('failed', 'no-ack');
  }

  async #refreshSession(headers: readonly HeaderEntry[]): Promise<void> {
    try {
      const response = await this.send('UPDATE', { headers });
      if (response.status < 300) this.sessionTimer.answered(response);
    } catch (error) {
      // `send` ended the dialog already where the failure means that.
      this.#context.logger.debug({ err: error, dialog: this.id }, 'session not refreshed');
    }
  }

  /** RFC 4028 §10: "the UA that is not performing refreshes SHOULD send a BYE slightly before the session expires". */
  #sessionExpired(): void {
    this.bye({ headers: [['Reason', 'SIP;cause=408;text="Session expired"']] });
    this.emit('failed', 'gone');
  }

  #byeReceived(bye: SipRequest): void {
    const wasOpen = !this.isEnded;
    this.#end(() => wasOpen && this.emit('bye', bye));
  }

  /** RFC 3261 §12.2.1.2: "If the response for a request within a dialog is a 481 […] or a 408 […], the UAC SHOULD terminate the dialog." */
  #gone(): void {
    if (this.isEnded) return;
    this.#end(() => this.emit('failed', 'gone'));
  }

  #sendBye(): void {
    const end = (): void => this.#end();
    const onResponse = (response: SipResponse): void => {
      if (response.status >= 200) end();
    };
    this.#sender.send('BYE', this.#farewell ?? {}, { onResponse, onFailure: end });
  }

  /** No ACK is waited for any more: JsSIP forgets its INVITE with the socket that carried it, and a re-INVITE's is not worth it. */
  #byeWithoutAck(): void {
    this.#ackWait.stop();
    this.#sendBye();
  }

  #stopWork(): void {
    this.sessionTimer.stop();
    this.#ours.close();
    this.#incoming.close();
  }

  /** Behind `lastWord` nothing is told any more. */
  #end(lastWord?: () => void): void {
    if (this.#state === 'ended') return;
    this.#to('ended');
    this.#stopWork();
    this.#ackWait.stop();
    this.#sender.close();
    this.#farewell = undefined;
    this.#context.dialogEnded(this);
    lastWord?.();
    this.removeAllListeners();
  }
}
