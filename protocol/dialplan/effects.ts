import type { EndCause } from '../telephony/call.ts';
import type { Background, Language, Sound } from './sounds.ts';

/**
 * What a run asks of the world. Each has an id that is unique in its run (`<visit>.<number>`; the answer is `0.0`), so that what writes to a
 * database, sends mail or calls a webhook is done once, whatever is repeated. Results come back as `RunEvent`s with
 * the same id.
 */
export type Effect = { readonly id: string } & EffectBody;

export type EffectBody =
  /** Answers the caller's INVITE if it is not answered yet. Comes before the first sound. No result. */
  | { readonly kind: 'answer' }
  /** Plays once, one sound after the other → `played`. A second `play` takes the place of the first, which is then silent about its end. */
  | { readonly kind: 'play'; readonly sounds: readonly Sound[]; readonly language: Language }
  | { readonly kind: 'stop-playing' }
  /** What is heard from now on when nothing is played. No result. */
  | { readonly kind: 'background'; readonly background: Background }
  /** → `timer`. */
  | { readonly kind: 'timer'; readonly seconds: number }
  | { readonly kind: 'stop-timer'; readonly timerId: string }
  /** Rings people or an outside number → `rang`. At `answered` the caller is connected and the run waits for the end of the talk. */
  | ({ readonly kind: 'ring' } & RingOrder)
  | { readonly kind: 'stop-ringing'; readonly ringId: string }
  /** Waits in a queue → `queued`. The queue plays its own music and announcements. */
  | {
      readonly kind: 'queue';
      readonly queueId: string;
      readonly priority: number;
      readonly skills: readonly string[];
      readonly maxWaitSeconds: number | undefined;
      readonly exitDigit: string | undefined;
      readonly presentation: Presentation;
    }
  /** Takes a message → `message-taken`. The box plays its greeting and the beep. */
  | {
      readonly kind: 'voicemail';
      readonly box: BoxChoice;
      readonly greeting: 'default' | 'busy' | 'none' | { readonly greetingId: string };
    }
  /** Enters a conference room → `conference-left`. The room says who is there, and reads `*6` (mute). */
  | {
      readonly kind: 'conference';
      readonly roomId: string;
      readonly isHost: boolean;
      readonly waitsForHost: boolean;
      readonly endsWithHost: boolean;
      readonly maxMembers: number;
    }
  /** Asks something that only the outside knows → `answer`. */
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'record'; readonly isOn: boolean }
  /** Done once per id. No result is waited for. */
  | { readonly kind: 'notify'; readonly channel: 'push' | 'email' | 'webhook'; readonly to: readonly string[]; readonly text: string }
  | { readonly kind: 'subscribe-notice'; readonly noticeId: string }
  /** The run is over and the call ends with this cause. */
  | { readonly kind: 'hang-up'; readonly cause: EndCause };

/** A personal box is named by its person. */
export type BoxChoice = { readonly kind: 'box'; readonly boxId: string } | { readonly kind: 'user'; readonly userId: string };

/** What those who are rung see besides the caller's name. */
export interface Presentation {
  /** Put before the caller's name, such as `Sales: `. Empty when there is none. */
  readonly callerPrefix: string;
  /** Variables worth showing before the answer: name → text. */
  readonly context: Readonly<Record<string, string>>;
}

export type RingTarget =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'extension'; readonly number: string }
  | { readonly kind: 'ring-group'; readonly groupId: string }
  | { readonly kind: 'external'; readonly number: string; readonly routeId: string | undefined; readonly callerId: string | undefined };

export interface RingOrder {
  readonly targets: readonly RingTarget[];
  readonly timeoutSeconds: number;
  /** Once the call is answered the caller hears this; before, the caller's own phone makes its ringing tone. */
  readonly background: Background;
  readonly presentation: Presentation;
}

/** A question by what it is about; `Answer` has the same names. */
export type Question =
  | { readonly about: 'schedule'; readonly scheduleId: string }
  | { readonly about: 'extension'; readonly digits: string }
  /** Letters on the keys (ITU-T E.161), of first or last name. */
  | { readonly about: 'name'; readonly digits: string }
  | { readonly about: 'caller' }
  | { readonly about: 'queue'; readonly queueId: string }
  /** `otherPinIds`: who enters one of these did not guess at this one. */
  | { readonly about: 'pin'; readonly pinId: string; readonly digits: string; readonly otherPinIds?: readonly string[] }
  | { readonly about: 'service-notice'; readonly noticeId: string }
  | {
      readonly about: 'http';
      readonly method: 'GET' | 'POST';
      readonly url: string;
      readonly body: Readonly<Record<string, string>>;
      readonly timeoutSeconds: number;
      /** JSON pointers (RFC 6901) into the answer, by the variable that takes the value. */
      readonly pick: Readonly<Record<string, string>>;
    };
