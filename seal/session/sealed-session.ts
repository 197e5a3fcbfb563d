import type { Bytes } from '../bytes.ts';
import type { PassingEvent, SealedEvent } from '../events/catalogue.ts';
import type { SafetyWords } from '../words/safety-words.ts';
import type { LogChain } from './log-chain.ts';

/** The relay as seal sees it. Bodies are at most 48 KiB. */
export interface SealWire {
  /** Appends to the numbered log; resolves with the number once it is kept there. */
  log(body: Bytes): Promise<number>;
  /** Passed on at once to one seat or to all others, never kept. */
  pass(body: Bytes, to?: string): void;
}

/** Time that only goes on; in tests it goes on when told to. */
export interface SealClock {
  /** Monotonic milliseconds. */
  now(): number;
  after(ms: number, run: () => void): { stop(): void };
}

export type SeatRole = 'customer' | 'expert';

/** greeting: keys are being agreed; locked: no heartbeat of the customer for 10 s. */
export type SealState = 'greeting' | 'sealed' | 'locked' | 'ended';

/** Who is in the group. `leaf` is the place in the tree of keys. */
export interface Member {
  readonly seatId: string;
  readonly leaf: number;
  readonly name: string;
  readonly role: SeatRole;
  /** Name of the expert who vouches for this one. */
  readonly vouchedBy?: string;
  readonly isMe: boolean;
  /** Ed25519, 32 bytes: what this member's events are signed with. */
  readonly signatureKey: Bytes;
}

/** Secrets of frames in this epoch. `baseKey` is the MLS exporter's 32 bytes under `SEAL1 frames`. */
export interface FrameKeys {
  /** Counts on when a customer who came back founds a new group, so that it names a key for the whole session. */
  readonly epoch: number;
  readonly baseKey: Bytes;
  readonly myLeaf: number;
  /** Whose each leaf of the group is. */
  readonly seats: ReadonlyMap<number, string>;
}

export type RefusedThing = 'log' | 'pass' | 'handshake' | 'commit' | 'welcome' | 'event' | 'invite' | 'resume';

/** What was turned away and why; `inviteId` where an invite is to be burnt, `seatId` of who tried one in vain. */
export interface Refusal {
  readonly what: RefusedThing;
  readonly why: string;
  readonly inviteId?: string;
  readonly seatId?: string;
}

/** An event that arrived, checked: who sent it, where it stands, and what proves it to others. */
export interface ArrivedEvent {
  readonly event: SealedEvent | PassingEvent;
  readonly from: Member;
  /** Place in the relay's log; null when it was passed. */
  readonly number: number | null;
  /** Ed25519 of the sender's leaf over `signed`. */
  readonly signature: Bytes;
  /** Canonical JSON of `{epoch, event, group, lane, leaf, sequence, session}`. */
  readonly signed: Bytes;
}

/** An expert who asks to come in. `digits` prove the key: both screens show the same thirty. */
export interface Applicant {
  readonly seatId: string;
  readonly name: string;
  readonly digits: string;
}

export interface SealNotices {
  /** State, members, epoch or words are others now. */
  readonly changed: undefined;
  readonly event: ArrivedEvent;
  /** undefined: the group was given up, and there are none until the next one. */
  readonly 'frame-keys': FrameKeys | undefined;
  readonly refused: Refusal;
  readonly ended: { readonly reason: string };
  /** To an expert: somebody without a secret of ours asks to come in; `vouch` lets the customer decide. */
  readonly 'vouch-asked': Applicant;
  /** To the customer: an expert whom another one vouches for; `admit` or `refuseAdmission`. */
  readonly 'admission-asked': Applicant & { readonly vouchedBy?: string };
}

/**
 * One seat's sealed side of a session. Whoever holds it hands in everything that the relay delivers, in order, with `handleLog` and `handlePass`;
 * these never reject: what is wrong is told by `refused`. `send` and the like reject with {@link SealError}.
 */
export interface SealedSession {
  readonly state: SealState;
  readonly members: readonly Member[];
  readonly epoch: number;
  /** undefined: not verified yet. */
  readonly words: SafetyWords | undefined;
  handleLog(entry: { readonly number: number; readonly from: string; readonly body: Bytes }): Promise<void>;
  handlePass(from: string, body: Bytes): Promise<void>;
  /** Signed by my leaf, sealed, in the log. It comes back as an `event` of mine at its place in the log. */
  send(event: SealedEvent): Promise<void>;
  /** Sealed and passed on; to one seat or to all. */
  sendNow(event: PassingEvent, to?: string): Promise<void>;
  /** @throws {SealError} `not-sealed` before there is a group */
  frameKeys(): FrameKeys;
  exportSecret(label: string, context: Bytes, length: number): Promise<Bytes>;
  /** For this tab's sessionStorage: taken anew at each `frame-keys`. Empty once the group was given up: nothing leads back into it. */
  resumeSecret(): Promise<Bytes>;
  /** Ends the session on all sides. */
  wordsDiffer(): Promise<void>;
  /** The customer's answer to `admission-asked`. */
  admit(seatId: string): Promise<void>;
  /** The customer takes somebody out, whether admitted or only asking. */
  remove(seatId: string): Promise<void>;
  /** An expert answers `vouch-asked`: the customer is asked to admit that seat. */
  vouch(seatId: string): Promise<void>;
  on<Name extends keyof SealNotices>(name: Name, listener: (notice: SealNotices[Name]) => void): () => void;
  /** Mine, idempotent: stops timers, forgets secrets. */
  close(): void;
}

/** What both sides are told when they begin. */
export interface Begin {
  readonly wire: SealWire;
  readonly clock: SealClock;
  readonly mySeatId: string;
  readonly sessionId: string;
  readonly name: string;
  /** Scheme, host and port of the page, as both browsers see it. */
  readonly origin: string;
  readonly tenantName: string;
  /** What `resumeSecret` gave before the page was loaded again. */
  readonly resume?: Bytes;
  /** The log as this page got it until now; without it entries are handed in from number 1 on. */
  readonly chain?: LogChain;
}

/** How somebody came: `routing` is the link's routing id or the code's nameplate. */
export type JoinSecret = { readonly kind: 'link'; readonly secret: Bytes } | { readonly kind: 'code'; readonly word: string };

/** An invite that this browser made. */
export interface OwnInvite {
  readonly inviteId: string;
  readonly routing: string;
  readonly nameplate: string;
  readonly secret: Bytes;
  readonly word: string;
  /** The code is known to be burnt, from before this page was loaded: it has no more runs. */
  readonly isCodeBurnt?: boolean;
}

export interface BeginCustomer extends Begin {
  /** Not needed by a page that comes back with `resume`. */
  readonly secret?: JoinSecret;
  readonly routing: string;
  /** The run of a greeting that was said before there was a seat. */
  readonly greeted?: string | undefined;
}

export interface BeginExpert extends Begin {
  /** Invites that this browser made, as of now. */
  readonly secrets: () => readonly OwnInvite[];
  /** How this expert was invited by another one; without it that other one has to vouch by hand. */
  readonly invited?: { readonly secret: JoinSecret; readonly routing: string };
}
