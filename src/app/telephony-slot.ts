import type * as TelephonyModule from '../features/telephony/index.ts';
import type { Me } from '../../protocol/identity/session.ts';
import type { Platform } from '../platform/platform-context.tsx';

/** The running phone of the person signed in, with the components that show it. */
export interface RunningTelephony {
  module: typeof TelephonyModule;
  telephony: TelephonyModule.Telephony;
}

/** Keeps one phone while somebody is signed in. Its code comes after the sign-in, not with the sign-in page. */
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
    const module = await import('../features/telephony/index.ts');
    if (this.#wantedUserId !== me.userId) return;
    this.#set({ module, telephony: module.createTelephony({ ...this.#platform, me }) });
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
