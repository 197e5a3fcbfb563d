import type { Me } from '../../protocol/identity/session.ts';
import type { Platform } from '../platform/platform-context.tsx';

/** Fetches the phone's code: after the sign-in, not with the sign-in page. */
async function loadTelephony() {
  const telephony = await import('../features/telephony/index.ts');
  const { createTelephony, TelephonyProvider, ReachabilityBadge, CallDock, IncomingCalls, EmergencyAlerts, EmergencyCalls, PhoneNews } =
    telephony;
  return {
    createTelephony,
    parts: { TelephonyProvider, ReachabilityBadge, CallDock, IncomingCalls, EmergencyAlerts, EmergencyCalls, PhoneNews },
  };
}

type LoadedTelephony = Awaited<ReturnType<typeof loadTelephony>>;

/** The components that show the phone in the shell. */
export type TelephonyParts = LoadedTelephony['parts'];

/** The running phone of the person signed in, with the components that show it. */
export interface RunningTelephony {
  parts: TelephonyParts;
  telephony: ReturnType<LoadedTelephony['createTelephony']>;
}

/** Keeps one phone while somebody is signed in. */
export class TelephonySlot {
  #running: RunningTelephony | undefined;
  #wantedUserId: string | undefined;
  readonly #platform: Platform;
  readonly #listeners = new Set<() => void>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  readonly running = (): RunningTelephony | undefined => this.#running;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts the person's phone; does nothing when it runs already. Rejects when the code cannot be fetched. */
  async start(me: Me): Promise<void> {
    if (this.#wantedUserId === me.userId) return;
    await this.stop();
    this.#wantedUserId = me.userId;
    const { createTelephony, parts } = await loadTelephony();
    if (this.#wantedUserId !== me.userId) return;
    this.#set({ parts, telephony: createTelephony({ ...this.#platform, me }) });
  }

  /** Ends the phone: calls are hung up, the registration is taken back. */
  async stop(): Promise<void> {
    this.#wantedUserId = undefined;
    const running = this.#running;
    if (running === undefined) return;
    this.#set(undefined);
    await running.telephony.close();
  }

  #set(running: RunningTelephony | undefined): void {
    this.#running = running;
    for (const listener of this.#listeners) listener();
  }
}
