import { z } from 'zod';
import type { StoreApi } from 'zustand/vanilla';
import { tipOf, type RenewableSeal } from '../../../../seal/index.ts';
import { RelayFailure } from '../../../platform/relay/relay-failure.ts';
import type { RelaySocket } from '../../../platform/relay/relay-socket.ts';
import type { InviteDesk, TabStorage } from './invite-desk.ts';
import type { LiveDesks } from './live-desks.ts';
import type { LiveView } from './live-view.ts';
import type { ReceiptDesk } from './receipt-desk.ts';

/** What of a session is begun anew for a customer who was invited again. */
export interface InvitingAgain {
  readonly view: StoreApi<LiveView>;
  readonly desks: LiveDesks;
  readonly relay: Pick<RelaySocket, 'request'>;
  readonly invites: InviteDesk | undefined;
  readonly receipt: ReceiptDesk | undefined;
}

/** What is said first in the next group. */
const followingSchema = z.object({ number: z.number(), hash: z.string(), line: z.string() });
type Following = z.output<typeof followingSchema>;

/** The receipt that the next one follows, and what both sides read then; kept with the tab until it is said. */
export class FormerReceipt {
  readonly #storage: TabStorage;
  readonly #key: string;

  constructor(storage: TabStorage, sessionId: string) {
    this.#storage = storage;
    this.#key = `support-follows ${sessionId}`;
  }

  keep(following: Following): void {
    this.#storage.setItem(this.#key, JSON.stringify(following));
  }

  /** Before anything else that this page says in the next group. */
  sayIn(seal: RenewableSeal): void {
    seal.on('frame-keys', (keys) => {
      const following = keys && this.#take();
      if (following === undefined) return;
      const { line, ...tip } = following;
      seal.send({ type: 'follows', ...tip }).catch(() => undefined);
      seal.send({ type: 'chat', id: crypto.randomUUID(), text: line }).catch(() => undefined);
    });
  }

  #take(): Following | undefined {
    const text = this.#storage.getItem(this.#key);
    this.#storage.removeItem(this.#key);
    return text === null ? undefined : readFollowing(text);
  }
}

function readFollowing(text: string): Following | undefined {
  try {
    return followingSchema.safeParse(JSON.parse(text)).data;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/**
 * A person's act: the customer who is away does not come back to this group. Their seat ends at the server, which refuses while a page of
 * theirs is here; then the keys go, with all that was allowed and shown, and a new invite is made. What was said and kept stays on this page.
 */
export async function inviteAgain(
  seal: Pick<RenewableSeal, 'mayRenew' | 'renew'>,
  former: FormerReceipt,
  { line, ...inside }: InvitingAgain & { readonly line: string },
): Promise<void> {
  const { view, relay, desks, invites, receipt } = inside;
  if (!seal.mayRenew || !(await isReleased(relay))) return view.setState({ problem: { code: 'customerIsHere' } });
  const last = (await receipt?.files())?.at(-1);
  if (last) former.keep({ ...(await tipOf(last)), line });
  endAll(desks, view);
  await seal.renew();
  receipt?.beginAnother();
  await invites?.make('customer');
}

/** False: a page of the customer's is here again. @throws {RelayFailure} */
async function isReleased(relay: InvitingAgain['relay']): Promise<boolean> {
  try {
    await relay.request('customer.release', {}, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof RelayFailure && error.code === 'in-use') return false;
    throw error;
  }
}

/** Nothing that was allowed, shown or told in the former group goes into the next one. */
function endAll(desks: LiveDesks, view: StoreApi<LiveView>): void {
  for (const { seatId, isMe } of view.getState().people) if (!isMe) desks.handleGone(seatId);
  desks.capabilities.reset();
  desks.control.handleEnded();
  desks.camera.handleNewCustomerPage();
  desks.history.forget();
  desks.streams.stop();
  desks.streams.handleRoomLost();
  view.setState({ applicants: [], isMuted: false });
}
