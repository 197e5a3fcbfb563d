import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallSnapshot } from '../sip/phone.ts';
import { callsTogether } from './conference-calls.ts';
import type { PhoneCommand } from './phone-view.ts';

export interface MergeApi {
  mergeCalls(callIds: readonly string[]): Promise<void>;
}

export interface MergeView {
  readonly isBusy: boolean;
  /** Why the last merge failed; undefined when it did not. */
  readonly failure: unknown;
}

export interface MergeStorePorts {
  readonly api: MergeApi;
  readonly calls: () => readonly CallSnapshot[];
  readonly run: (command: PhoneCommand) => void;
}

/** Makes one conference of two calls: resumes what is held, and asks the server to let all hear each other. */
export class MergeStore {
  readonly view: StoreApi<MergeView> = createStore<MergeView>(() => ({ isBusy: false, failure: undefined }));
  readonly #ports: MergeStorePorts;

  constructor(ports: MergeStorePorts) {
    this.#ports = ports;
  }

  async merge(one: CallSnapshot, other: CallSnapshot): Promise<void> {
    if (this.view.getState().isBusy) return;
    this.view.setState({ isBusy: true, failure: undefined });
    const { api, calls, run } = this.#ports;
    const all = [one, other].flatMap((call) => callsTogether(calls(), call));
    try {
      await api.mergeCalls(all.flatMap(({ serverCallId }) => serverCallId ?? []));
      // Resumed only now: nobody hears one call through the other before all are one.
      run({ name: 'talkTogether', callIds: all.map(({ id }) => id) });
      this.view.setState({ isBusy: false });
    } catch (failure) {
      this.view.setState({ isBusy: false, failure });
    }
  }
}
