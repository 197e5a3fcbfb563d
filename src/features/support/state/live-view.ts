import { capability, type Capability } from '../../../../seal/index.ts';
import type { CameraAskView, CameraView, CodeView, StillView } from './camera-view.ts';

export type { Capability };
/** What a page knows of a support session while it is in it. Components draw this; nothing else is state. */
export const capabilities = capability.options;

/**
 * ```
 * connecting ─welcome─▶ waiting ─the other came─▶ joining ─group made─▶ live ◀─▶ locked (no sign of the customer's side)
 *      any ─line lost─▶ reconnecting ─line back─▶ where it was            any ─▶ ended
 * ```
 */
export type LinkState = 'connecting' | 'waiting' | 'joining' | 'live' | 'reconnecting' | 'locked' | 'ended';

export interface LivePerson {
  readonly seatId: string;
  readonly name: string;
  readonly role: 'customer' | 'expert';
  /** An expert who may see all sessions: the server's word. */
  readonly isSupervisor?: boolean;
  readonly isMe: boolean;
  /** Connected to the relay right now. */
  readonly isHere: boolean;
  /** In the group: has the keys. */
  readonly isSealed: boolean;
  /** Who brought them: for experts after the first. */
  readonly vouchedBy?: string | undefined;
  /** 0 to 7, by order of coming. */
  readonly colour: number;
  /** Asks to be let in; only the customer's side can. */
  readonly isWaiting: boolean;
}

export interface SafetyWordsView {
  /** Seven. */
  readonly emoji: readonly string[];
  /** Thirty, in groups of five. */
  readonly digits: string;
}

export interface InviteView {
  readonly id: string;
  readonly role: 'customer' | 'expert';
  /** With its secret in the fragment; known to this browser only. */
  readonly link: string;
  /** `482 913 tiger-lotus-zebra` */
  readonly code: string;
  /** When it ends, by `performance.now()`. */
  readonly until: number;
  /** `burnt`: the code alone, its link still serves. */
  readonly state: 'open' | 'used' | 'burnt' | 'expired';
}

export interface ChatLine {
  readonly id: string;
  readonly seatId: string;
  readonly name: string;
  readonly text: string;
  /** Milliseconds of the epoch, as the server says. */
  readonly at: number;
}

export interface CapabilityView {
  readonly state: 'off' | 'asked' | 'granted' | 'refused';
  /** When it ends, by `performance.now()`. */
  readonly until?: number | undefined;
  readonly minutes?: number | null | undefined;
  /** Who has it or asked. */
  readonly seatId?: string | undefined;
  /** Everybody who has it, with their time. */
  readonly holders?: readonly HolderView[] | undefined;
}

interface HolderView {
  readonly seatId: string;
  /** By `performance.now()`; undefined: until it is stopped. */
  readonly until: number | undefined;
}

/** A question to the customer. */
/** Somebody who wants to come in: the customer admits them, an expert vouches for them. Both read the same digits aloud. */
export interface ApplicantView {
  readonly seatId: string;
  readonly name: string;
  /** Thirty, in groups of five. */
  readonly digits: string;
  readonly vouchedBy?: string | undefined;
}

export interface AskView {
  readonly id: string;
  readonly capability: Capability;
  readonly minutes: number | null;
  readonly seatId: string;
  readonly name: string;
}

export interface StreamView {
  readonly producerId: string;
  readonly seatId: string;
  readonly source: 'screen' | 'camera' | 'voice';
  readonly label: string;
  /** Pixels; 0 for voice. */
  readonly width: number;
  readonly height: number;
  readonly isPaused: boolean;
  /** The sender's system holds it back: a call, another app. */
  readonly isHeld?: boolean | undefined;
  readonly isMine: boolean;
  readonly track?: MediaStreamTrack | undefined;
}

/** A camera or a voice that ended by itself, and is not back yet. */
export interface LostView {
  readonly seatId: string;
  readonly isMine: boolean;
  readonly source: StreamView['source'];
}

export type DrawingTool = 'pen' | 'highlight' | 'arrow' | 'box' | 'ellipse' | 'text' | 'step';
/** Across and down, 0 to 1 of the picture. */
export type Point = readonly [x: number, y: number];

export interface Drawing {
  readonly id: string;
  readonly producerId: string;
  readonly seatId: string;
  readonly colour: number;
  readonly tool: DrawingTool;
  /** Of a step: where its number stands and, when it points, the tip of its arrow. */
  readonly points: readonly Point[];
  readonly text?: string | undefined;
  readonly number?: number | undefined;
  readonly isDone?: boolean | undefined;
  /** Of what was on a screen when a still of it was taken: it stays on the still. */
  readonly isCopy?: boolean | undefined;
  /** The scene whose object it sticks to. */
  readonly sceneId?: string | undefined;
}
export type NewDrawing = Pick<Drawing, 'producerId' | 'tool' | 'points' | 'text' | 'number'> & {
  /** The picture that it was drawn on, a JPEG: it sticks to what that shows. */
  readonly scene?: Uint8Array<ArrayBuffer> | undefined;
};

/** A picture as it was when it was drawn on. */
export interface SceneView {
  readonly id: string;
  readonly producerId: string;
  /** JPEG. */
  readonly picture: Uint8Array<ArrayBuffer>;
}

export interface Laser {
  readonly seatId: string;
  readonly producerId: string;
  readonly x: number;
  readonly y: number;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  /** Folder that it came from, with slashes. */
  readonly path?: string | undefined;
  readonly bytes: number;
  readonly seatId: string;
  readonly isMine: boolean;
  readonly state: 'offered' | 'accepted' | 'moving' | 'paused' | 'done' | 'refused' | 'cancelled' | 'failed';
  readonly movedBytes: number;
  /** Lower-case hex, once all of it moved. */
  readonly sha256?: string | undefined;
  /** Whether both sides have the same hash. */
  readonly isVerified?: boolean | undefined;
  /** What was received. */
  readonly blob?: Blob | undefined;
  /** Something else speaks of it: it is in no list of files. */
  readonly isAside?: boolean | undefined;
}

export interface DiagnosticItem {
  readonly key: string;
  readonly value: string;
}

interface ClipOrigin {
  readonly seatId: string;
  readonly at: number;
}
export type ClipboardView = ClipOrigin &
  ({ readonly mime: 'text/plain'; readonly data: string } | { readonly mime: 'image/png'; readonly picture: Blob });

/** How good the way of pictures and voices is, and what is wrong with a weak one. */
export interface QualityView {
  readonly state: 'good' | 'weak' | 'lost';
  readonly why: 'slow' | 'losing' | 'tcp' | undefined;
}

/** Something that went wrong and what to say of it: a key of the words. */
export interface LiveProblem {
  readonly code: string;
  readonly detail?: string | undefined;
}

/** An expert's browser is approved by the organisation that counts here, says so of another one, or was removed by its own. */
export type OrganisationMark = 'approved' | 'foreign' | 'removed';

export interface LiveView {
  readonly link: LinkState;
  /** Since when nothing is heard of the customer's side, by `performance.now`. */
  readonly unheardSince: number | undefined;
  /** A key of the words; only when ended. */
  readonly endReason?: string | undefined;
  /** Ended because of too many tries: how long to wait. */
  readonly retryAfterSeconds?: number | undefined;
  readonly session: {
    readonly id: string;
    readonly kind: 'screen' | 'camera';
    readonly tenantName: string;
    /** By the page's own clock. */
    readonly startedAt: number | undefined;
  };
  readonly mySeatId: string;
  /** A page that is loaded again comes back to its seat; false: the browser keeps nothing for this tab. */
  readonly isKept: boolean;
  readonly people: readonly LivePerson[];
  /** By seat, of experts. */
  readonly organisation: Readonly<Record<string, OrganisationMark>>;
  /** Fingerprint of the organisation that counts here; undefined: none does. */
  readonly organisationKey: string | undefined;
  /** Undefined: not verified. */
  readonly words: SafetyWordsView | undefined;
  readonly applicants: readonly ApplicantView[];
  readonly invites: readonly InviteView[];
  /** When that was said which was done last, by the clock of the log: of what was before I came, when it was said then. */
  readonly saidAt: number;
  readonly chat: readonly ChatLine[];
  readonly capabilities: Readonly<Record<Capability, CapabilityView>>;
  readonly asks: readonly AskView[];
  readonly streams: readonly StreamView[];
  readonly lost: readonly LostView[];
  readonly drawings: readonly Drawing[];
  /** At most 16, oldest first. */
  readonly scenes: readonly SceneView[];
  readonly lasers: readonly Laser[];
  readonly files: readonly FileView[];
  /** Undefined: it is off, or nothing was told yet. */
  readonly camera: CameraView | undefined;
  /** Customer: to be done by a tap. Expert: what I asked for. */
  readonly cameraAsks: readonly CameraAskView[];
  readonly stills: readonly StillView[];
  /** Expert: a still was asked for and is not here yet. */
  readonly isStillComing: boolean;
  /** Which still everybody looks at; undefined: the camera. */
  readonly shownStill: string | undefined;
  readonly codes: readonly CodeView[];
  readonly controlHolder: string | undefined;
  /** Seats that were allowed to control; at most one of them has it. */
  readonly mayControl: readonly string[];
  /** What can be controlled at the customer's; undefined: nothing. */
  readonly controlTarget: string | undefined;
  /** False: the customer's browser has no way to show a screen. */
  readonly canCustomerShow: boolean;
  readonly diagnostics: readonly { readonly at: number; readonly items: readonly DiagnosticItem[] }[];
  readonly clipboard: readonly ClipboardView[];
  readonly isRecording: boolean;
  /** Nothing was heard for ten seconds of any page that records. */
  readonly isRecordingUnheard: boolean;
  readonly isMuted: boolean;
  readonly survey: { readonly rating: number } | undefined;
  /** Undefined while no picture and no voice was on its way. */
  readonly quality: QualityView | undefined;
  readonly problem: LiveProblem | undefined;
}
