import type { Effect } from '../../../protocol/dialplan/effects.ts';
import type { RunEventBody } from '../../../protocol/dialplan/events.ts';
import type { CallerFacts, Run } from '../../../protocol/dialplan/run.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall, RingRequest } from '../../telephony/index.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { HttpPort } from '../ports/outside-ports.ts';
import type { PlanPorts } from '../ports/plan-ports.ts';
import type { Visit } from '../ports/visit.ts';
import { Hearing } from './hearing.ts';
import { answerTo, type TenantFacts } from './questions.ts';
import { PlanRinging } from './ringing.ts';

/** What performing effects needs of the rest of the server. */
export interface PerformerWorld {
  readonly subscribers: Pick<Subscribers, 'byUser' | 'byDialled' | 'search'>;
  readonly facts: TenantFacts;
  readonly http: HttpPort;
  readonly ports: PlanPorts;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface PerformerOptions extends PerformerWorld {
  readonly call: AttendedCall;
  readonly caller: CallerFacts;
  /** Why phones ring that the plan rings itself. */
  readonly because: RingRequest['because'];
  readonly run: () => Run;
  /** What came of an effect. Never told in the middle of `perform()`. */
  readonly onEvent: (event: RunEventBody) => void;
  readonly onAnsweredBy: (userId: string | undefined) => void;
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/**
 * Carries out one run's effects on one call, each id once, and says what came of them. It has at most one of: phones that ring, a
 * visit in a queue, box or conference. `close()` lets go of everything.
 */
export class Performer {
  readonly #options: PerformerOptions;
  readonly #hearing: Hearing;
  readonly #performed = new Set<string>();
  readonly #timers = new Map<string, Timer>();
  #ringing: { readonly effectId: string; readonly attempt: PlanRinging } | undefined;
  #visit: Pick<Visit<unknown>, 'leave'> | undefined;
  #isClosed = false;

  constructor(options: PerformerOptions) {
    this.#options = options;
    this.#hearing = new Hearing({
      call: options.call,
      sounds: options.ports.sounds,
      clock: options.clock,
      logger: options.logger,
      language: () => options.run().language,
      onPlayed: (effectId) => this.#tell({ kind: 'played', effectId }),
    });
  }

  /** Somebody else has the caller, or phones ring for them: what happens to the caller is no matter of the node's. */
  get isElsewhere(): boolean {
    return this.#visit !== undefined || this.#ringing !== undefined;
  }

  /** An effect that was performed before is not performed again. */
  perform(effect: Effect): void {
    if (this.#isClosed || this.#performed.has(effect.id)) return;
    this.#performed.add(effect.id);
    this.#perform(effect);
  }

  /** Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#hearing.close();
    this.#ringing?.attempt.stop();
    this.#visit?.leave();
    for (const timer of this.#timers.values()) timer.stop();
    this.#timers.clear();
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'answer':
        return void this.#hearing.answer();
      case 'play':
        return this.#hearing.play(effect.id, effect.sounds, effect.language);
      case 'stop-playing':
        return this.#hearing.stopPlaying();
      case 'background':
        return this.#hearing.setBackground(effect.background);
      case 'timer':
        return this.#startTimer(effect);
      case 'stop-timer':
        return this.#stopTimer(effect.timerId);
      case 'ring':
        return this.#ring(effect);
      case 'stop-ringing':
        return this.#stopRinging(effect.ringId);
      case 'hang-up':
        return this.#options.call.end(effect.cause);
      default:
        return this.#hand(effect);
    }
  }

  /** What other parts of the server do. */
  #hand(effect: Of<'queue' | 'voicemail' | 'conference' | 'ask' | 'record' | 'notify' | 'subscribe-notice'>): void {
    const { call, caller, ports } = this.#options;
    const { language } = this.#options.run();
    const { id: effectId } = effect;
    switch (effect.kind) {
      case 'queue':
        return this.#visitWith(
          { outcome: 'no-agents', answeredBy: undefined },
          () => ports.queues.join(call, { ...effect, language }),
          ({ outcome, answeredBy }) => {
            if (outcome === 'answered') this.#options.onAnsweredBy(answeredBy);
            return { kind: 'queued', effectId, outcome };
          },
        );
      case 'voicemail':
        return this.#visitWith(
          'failed',
          () => ports.voicemail.take(call, { box: effect.box, greeting: effect.greeting, language }),
          (outcome) => ({ kind: 'message-taken', effectId, outcome }),
        );
      case 'conference':
        return this.#visitWith(
          undefined,
          () => ports.conferences.join(call, { ...effect, language }),
          () => ({ kind: 'conference-left', effectId }),
        );
      case 'ask':
        return void answerTo(effect.question, this.#options).then((answer) => this.#tell({ kind: 'answer', effectId, answer }));
      case 'record':
        return this.#unwatched('record', async () => ports.recording.set(call, effect.isOn));
      case 'notify': {
        const { channel, to, text } = effect;
        const notice = { onceKey: `${call.id}/${effectId}`, callId: call.id, channel, to, text };
        return this.#unwatched('notify', async () => ports.notify.send(call.tenantId, notice));
      }
      case 'subscribe-notice':
        return this.#unwatched('subscribe', async () => ports.serviceNotices.subscribe(call.tenantId, effect.noticeId, caller));
    }
  }

  #startTimer(effect: Of<'timer'>): void {
    const timer = this.#options.clock.after(effect.seconds * 1_000, () => {
      this.#timers.delete(effect.id);
      this.#tell({ kind: 'timer', effectId: effect.id });
    });
    this.#timers.set(effect.id, timer);
  }

  #stopTimer(timerId: string): void {
    this.#timers.get(timerId)?.stop();
    this.#timers.delete(timerId);
  }

  #ring(effect: Of<'ring'>): void {
    const { call, because, subscribers, ports, clock } = this.#options;
    this.#ringing?.attempt.stop();
    this.#hearing.setBackground(effect.background);
    const attempt = new PlanRinging(effect, { call, because, subscribers, ringGroups: ports.ringGroups, trunk: ports.trunk, clock });
    this.#ringing = { effectId: effect.id, attempt };
    void this.#endRinging(effect.id, attempt);
  }

  async #endRinging(effectId: string, attempt: PlanRinging): Promise<void> {
    const { outcome, answeredBy } = await this.#guarded(attempt.result, { outcome: 'failed', answeredBy: undefined });
    if (this.#ringing?.attempt !== attempt) return;
    this.#ringing = undefined;
    if (outcome === 'answered') this.#options.onAnsweredBy(answeredBy?.userId);
    this.#tell({ kind: 'rang', effectId, outcome });
  }

  #stopRinging(ringId: string): void {
    if (this.#ringing?.effectId !== ringId) return;
    this.#ringing.attempt.stop();
    this.#ringing = undefined;
  }

  /** The visit begins when the caller can hear: an answer that was asked for is waited for. `failed` is what comes of one that breaks. */
  #visitWith<Outcome>(failed: Outcome, begin: () => Visit<Outcome>, eventOf: (outcome: Outcome) => RunEventBody): void {
    this.#visit?.leave();
    this.#hearing.lend();
    const waiting = { leave: (): void => undefined };
    this.#visit = waiting;
    const visited = async (): Promise<Outcome | undefined> => {
      await this.#hearing.settled();
      if (this.#isClosed || this.#visit !== waiting) return undefined;
      const visit = begin();
      waiting.leave = () => visit.leave();
      return visit.result;
    };
    const over = async (): Promise<void> => {
      const outcome = await this.#guarded(visited(), failed);
      if (this.#isClosed || this.#visit !== waiting) return;
      this.#visit = undefined;
      this.#options.call.tellCaller({ activity: 'plan' });
      this.#hearing.takeBack();
      this.#tell(eventOf(outcome ?? failed));
    };
    void over();
  }

  async #guarded<T>(work: Promise<T>, fallback: T): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#options.logger.error({ err: error, call: this.#options.call.id }, 'an effect of a dial plan failed');
      return fallback;
    }
  }

  #unwatched(what: string, work: () => Promise<void>): void {
    work().catch((error: unknown) =>
      this.#options.logger.warn({ err: error, call: this.#options.call.id, what }, 'an effect of a dial plan failed'),
    );
  }

  #tell(event: RunEventBody): void {
    if (!this.#isClosed) this.#options.onEvent(event);
  }
}
