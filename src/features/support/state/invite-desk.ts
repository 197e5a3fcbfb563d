import { z } from 'zod';
import { inviteMadeSchema } from '../../../../protocol/support/relay-requests.ts';
import { inviteLifetimeMs } from '../../../../protocol/support/states.ts';
import { fromBase64Url, newSpokenWord, toBase64Url, type OwnInvite } from '../../../../seal/index.ts';
import type { RelaySocket } from '../../../platform/relay/relay-socket.ts';
import type { LiveContext } from './live-context.ts';
import type { InviteView } from './live-view.ts';

/** The secret half of an invite. It is made here, is never sent, and is kept only as long as the tab. */
const keptSchema = z.array(
  z.object({
    id: z.string(),
    role: z.enum(['customer', 'expert']),
    routing: z.string(),
    secret: z.string(),
    nameplate: z.string(),
    word: z.string(),
    /** By this computer's clock, right or wrong: it is compared with nothing else. */
    expiresAt: z.number(),
    /** `burnt`: the code alone, its link still serves. */
    state: z.enum(['open', 'used', 'burnt', 'expired']),
  }),
);
type Kept = z.output<typeof keptSchema>[number];
/** While the page is there, time is counted by its own clock (`now`), which nobody sets. */
type Held = Omit<Kept, 'expiresAt'> & { readonly until: number };

/** What we use of `sessionStorage`; left out `isLasting` is yes. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { readonly isLasting?: boolean };

export interface InviteDeskOptions {
  readonly relay: Pick<RelaySocket, 'request'>;
  readonly storage: TabStorage;
  readonly origin: string;
  /** `Date.now()`, which may be wrong; for what is kept over a page that is loaded again. */
  readonly wallNow: () => number;
}

/** Links and codes of a session. */
export class InviteDesk {
  readonly #context: LiveContext;
  readonly #options: InviteDeskOptions;
  readonly #key: string;
  #invites: readonly Held[];
  #stopTimer: () => void = () => undefined;

  constructor(context: LiveContext, options: InviteDeskOptions) {
    this.#context = context;
    this.#options = options;
    this.#key = `support-invites ${context.view.getState().session.id}`;
    const [now, wallNow] = [context.now(), options.wallNow()];
    this.#invites = readKept(options.storage.getItem(this.#key)).map(({ expiresAt, ...invite }) => ({
      ...invite,
      until: now + Math.min(expiresAt - wallNow, inviteLifetimeMs),
    }));
    this.#show();
  }

  /** Makes a link and a code for one person. @throws {RelayFailure} */
  async make(role: 'customer' | 'expert'): Promise<void> {
    const routing = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    const secret = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    const made = await this.#options.relay.request('invite.make', { role, routingId: routing }, inviteMadeSchema);
    const { inviteId: id, nameplate, expiresInMs } = made;
    const until = this.#context.now() + expiresInMs;
    this.#keep([...this.#invites, { id, role, routing, secret, nameplate, word: newSpokenWord(), until, state: 'open' }]);
  }

  /** What joiners' secrets are compared with. */
  secrets(): readonly OwnInvite[] {
    return this.#invites.filter(isServing).map(({ id, routing, nameplate, secret, word, state }) => ({
      inviteId: id,
      routing,
      nameplate,
      word,
      secret: fromBase64Url(secret),
      isCodeBurnt: state === 'burnt',
    }));
  }

  /** Somebody came in: invites for that role served. */
  handleJoined(role: 'customer' | 'expert'): void {
    this.#keep(this.#invites.map((invite) => (invite.role === role && isServing(invite) ? { ...invite, state: 'used' } : invite)));
  }

  /** Too many wrong tries: the code is burnt, on the server as well. The link is not. */
  handleBurnt(inviteId: string): void {
    this.#mark(inviteId, 'burnt');
    this.#options.relay.request('invite.burn', { inviteId }, z.unknown()).catch(() => this.#context.fail('inviteNotBurnt'));
  }

  close(): void {
    this.#stopTimer();
  }

  /** The session is over: nothing of its secrets stays. */
  forget(): void {
    this.close();
    this.#options.storage.removeItem(this.#key);
  }

  #mark(inviteId: string, state: Kept['state']): void {
    this.#keep(this.#invites.map((invite) => (invite.id === inviteId ? { ...invite, state } : invite)));
  }

  #keep(invites: readonly Held[]): void {
    this.#invites = invites;
    const { storage, wallNow } = this.#options;
    const ahead = wallNow() - this.#context.now();
    const kept: readonly Kept[] = invites.map(({ until, ...invite }) => ({ ...invite, expiresAt: until + ahead }));
    storage.setItem(this.#key, JSON.stringify(kept));
    this.#context.view.setState({ isKept: storage.isLasting !== false });
    this.#show();
  }

  #show(): void {
    const now = this.#context.now();
    this.#invites = this.#invites.map((invite) => (isServing(invite) && invite.until <= now ? { ...invite, state: 'expired' } : invite));
    this.#context.view.setState({ invites: this.#invites.map((invite) => this.#viewOf(invite)) });
    this.#stopTimer();
    const serving = this.#invites.filter(isServing);
    if (serving.length > 0) {
      const soonest = Math.min(...serving.map(({ until }) => until));
      this.#stopTimer = this.#context.schedule(soonest - now + 1, () => this.#show());
    }
  }

  #viewOf({ id, role, routing, secret, nameplate, word, until, state }: Held): InviteView {
    const page = role === 'expert' ? 'support/join' : this.#context.view.getState().session.kind === 'camera' ? 'see' : 'j';
    return {
      id,
      role,
      link: `${this.#options.origin}/${page}/${routing}#${secret}`,
      code: `${nameplate.slice(0, 3)} ${nameplate.slice(3)} ${word}`,
      until,
      state,
    };
  }
}

/** Lets somebody in, by its link at least. */
export function isServing({ state }: Pick<InviteView, 'state'>): boolean {
  return state === 'open' || state === 'burnt';
}

function readKept(text: string | null): readonly Kept[] {
  try {
    return keptSchema.safeParse(JSON.parse(text ?? '[]')).data ?? [];
  } catch (cause) {
    if (cause instanceof SyntaxError) return [];
    throw cause;
  }
}
