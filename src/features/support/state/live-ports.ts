import type { Begin, OwnInvite, SealedSession } from '../../../../seal/index.ts';
import type { RelaySocketLike } from '../../../platform/relay/relay-socket.ts';
import type { Ahead, RoomClient, RoomRequest } from '../../../platform/sfu/room-client.ts';
import type { OrganisationKeys } from './certificate-desk.ts';
import type { Capture } from './capture.ts';
import type { Joining } from './joining.ts';
import type { InviteDesk, InviteDeskOptions, TabStorage } from './invite-desk.ts';
import type { InvitingAgain } from './invite-again.ts';
import type { LiveContext } from './live-context.ts';
import type { StillDeskOptions } from './still-desk.ts';

export interface Beginning {
  readonly begin: Begin;
  readonly secrets: () => readonly OwnInvite[];
  /** The run of the greeting that was said with the hello. */
  readonly greeted: string | undefined;
}

/** What is different for the two roles. Each page brings its own one: no customer fetches what experts run. */
export interface Side {
  readonly beginSeal: (joining: Joining, beginning: Beginning) => Promise<SealedSession>;
  readonly openInvites?: (context: LiveContext, options: InviteDeskOptions) => InviteDesk;
  /** An expert's, for a customer who does not come back. */
  readonly inviteAgain?: (inside: InvitingAgain, line: string) => Promise<void>;
  /** The way that is opened with the room: it is needed first. */
  readonly ahead: Ahead;
  readonly openTaker?: StillDeskOptions['openTaker'];
}

/** What a session needs of the browser. */
export interface LivePorts {
  readonly side: Side;
  readonly openSocket: () => RelaySocketLike;
  readonly openRoom: (request: RoomRequest, ahead: Ahead) => Promise<RoomClient>;
  readonly capture: Capture;
  readonly canShowScreen: () => boolean;
  /** Tells the server how content the customer was, by the token of their seat; says whether it took it. */
  readonly rateEnded: (token: string, rating: number) => Promise<boolean>;
  /** An expert's: the tenant's keys. */
  readonly organisation?: OrganisationKeys | undefined;
  /** Ends with the tab. */
  readonly storage: TabStorage;
  /** Scheme, host and port, as both sides see it. */
  readonly origin: string;
  /** 0..1 */
  readonly random: () => number;
  /** `performance.now()` */
  readonly now: () => number;
  /** `Date.now()` */
  readonly wallNow: () => number;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
}
