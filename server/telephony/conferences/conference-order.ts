import type { Language } from '../../../protocol/dialplan/sounds.ts';

/** How a caller comes to a conference room. */
export interface ConferenceOrder {
  /** The room's name: rooms of the same name in the same PBX are one. */
  readonly roomId: string;
  readonly isHost: boolean;
  /** Nobody is heard, and hears, before a host is there. */
  readonly waitsForHost: boolean;
  /** Of a host: when they leave, and no other host is there, everybody leaves. */
  readonly endsWithHost: boolean;
  readonly maxMembers: number;
  readonly language: Language;
}

/** A caller's stay in a room. */
export interface ConferenceStay {
  /** Resolves when they left it, by whatever; never rejects. */
  readonly result: Promise<undefined>;
  /** Takes them out. Idempotent. */
  leave(): void;
}
