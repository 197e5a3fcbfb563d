import type { EffectBody, Presentation, Question } from '../../../protocol/dialplan/effects.ts';
import type { Answer } from '../../../protocol/dialplan/events.ts';
import type { CallerFacts } from '../../../protocol/dialplan/run.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { AttendedCall, RingAttempt } from '../../telephony/index.ts';
import { overAtOnce, type Visit } from './visit.ts';

export interface OutsideCall {
  /** As the plan says it; the trunk normalises it and applies the toll rules. */
  readonly number: string;
  readonly routeId: string | undefined;
  readonly callerId: string | undefined;
  readonly timeoutMs: number;
  readonly presentation: Presentation;
}

/** Numbers outside, reached by a trunk. */
export interface TrunkPort {
  dial(call: AttendedCall, request: OutsideCall): RingAttempt;
}

/** No trunk: every number outside fails. */
export const noTrunk: TrunkPort = {
  dial: () => ({ result: Promise.resolve({ outcome: 'failed', answeredBy: undefined, people: [] }), stop: () => undefined }),
};

export type ConferenceRoomOrder = Omit<Extract<EffectBody, { kind: 'conference' }>, 'kind'> & { readonly language: Language };

/** Conference rooms: a caller is in one until they leave, or it ends. */
export interface ConferencePort {
  join(call: AttendedCall, order: ConferenceRoomOrder): Visit<undefined>;
}

/** No room is open: the caller has left before they came. */
export const noConferences: ConferencePort = { join: () => overAtOnce(undefined) };

export interface RecordingPort {
  /** Starts or stops recording; both sides are told by the recorder. */
  set(call: AttendedCall, isOn: boolean): Promise<void>;
}

/** Nothing is recorded. */
export const noRecording: RecordingPort = { set: async () => undefined };

export type KnownCaller = Omit<Extract<Answer, { about: 'caller' }>, 'about'>;

/** What contacts, tickets and assets know of a caller. */
export interface CallerFactsPort {
  lookUp(tenantId: string, caller: CallerFacts): Promise<KnownCaller | undefined>;
}

/** Nobody is known. */
export const noCallerFacts: CallerFactsPort = { lookUp: async () => undefined };

export interface PlanNotice {
  /** The same for the same notice, whatever is repeated: who sends it twice has sent it once. */
  readonly onceKey: string;
  readonly callId: string;
  readonly channel: 'push' | 'email' | 'webhook';
  readonly to: readonly string[];
  readonly text: string;
}

export interface NotifyPort {
  send(tenantId: string, notice: PlanNotice): Promise<void>;
}

/** Nobody is told. */
export const noNotices: NotifyPort = { send: async () => undefined };

export type NoticeState = Omit<Extract<Answer, { about: 'service-notice' }>, 'about'>;

/** Known outages, told to callers. */
export interface ServiceNoticePort {
  stateOf(tenantId: string, noticeId: string): Promise<NoticeState | undefined>;
  subscribe(tenantId: string, noticeId: string, caller: CallerFacts): Promise<void>;
}

/** There are none. */
export const noServiceNotices: ServiceNoticePort = { stateOf: async () => undefined, subscribe: async () => undefined };

export type HttpQuestion = Extract<Question, { about: 'http' }>;
export type HttpResult = Omit<Extract<Answer, { about: 'http' }>, 'about'>;

/** Questions to other systems over HTTP. */
export interface HttpPort {
  /** Never rejects: what cannot be had is `isOk: false`. */
  request(tenantId: string, question: HttpQuestion, lifetime: AbortSignal): Promise<HttpResult>;
}
