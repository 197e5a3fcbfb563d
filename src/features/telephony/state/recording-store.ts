import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveRecording, RecordingAction } from '../../../../protocol/media/recordings.ts';
import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';

export interface RecordingApi {
  readLiveRecording(callId: string, signal: AbortSignal): Promise<LiveRecording>;
  actOnRecording(callId: string, action: RecordingAction): Promise<LiveRecording>;
}

/** What one may do about the recording of a call, by the server's id of the call. */
export interface RecordingRights {
  /** Undefined: not known, or nobody is recorded here (a plan or a queue has the caller). */
  readonly live: LiveRecording | undefined;
  readonly isBusy: boolean;
  /** Why the last action failed. */
  readonly failure: unknown;
}

export type RecordingView = Readonly<Record<string, RecordingRights>>;

export const noRights: RecordingRights = { live: undefined, isBusy: false, failure: undefined };

/**
 * Recording of my calls: what may be done, and doing it. That it runs is told with the call (`CallSnapshot.recording`), to every
 * device and also after a reload; each such news is followed by asking what may be done now.
 */
export class RecordingStore {
  readonly view: StoreApi<RecordingView> = createStore<RecordingView>(() => ({}));
  readonly #api: RecordingApi;
  readonly #life = new AbortController();
  /** What each call was like when the server was asked last. */
  readonly #asked = new Map<string, string>();

  constructor(api: RecordingApi) {
    this.#api = api;
  }

  /** The calls as they are now. */
  handleCalls(calls: readonly CallSnapshot[]): void {
    const talking = calls.filter((call) => isAnswered(call.state) && call.serverCallId !== null && call.activity === null);
    const ids = new Set(talking.map((call) => call.serverCallId));
    for (const id of this.#asked.keys()) if (!ids.has(id)) this.#forget(id);
    for (const { serverCallId, recording, party } of talking) {
      const news = `${recording ?? 'off'} ${party.number}`;
      if (serverCallId === null || this.#asked.get(serverCallId) === news) continue;
      this.#asked.set(serverCallId, news);
      void this.#refresh(serverCallId);
    }
  }

  /** Starts, stops, pauses or resumes. What failed is in the view. */
  async act(callId: string, action: RecordingAction): Promise<void> {
    if (this.#of(callId).isBusy) return;
    this.#set(callId, { isBusy: true, failure: undefined });
    try {
      this.#set(callId, { live: await this.#api.actOnRecording(callId, action), isBusy: false });
    } catch (failure) {
      this.#set(callId, { isBusy: false, failure });
    }
  }

  close(): void {
    this.#life.abort();
  }

  async #refresh(callId: string): Promise<void> {
    try {
      this.#set(callId, { live: await this.#api.readLiveRecording(callId, this.#life.signal) });
    } catch {
      // Not two people who talk, or no answer: without knowing what is allowed nothing is offered, until the call's next news.
      this.#set(callId, { live: undefined });
      this.#asked.set(callId, '');
    }
  }

  #of(callId: string): RecordingRights {
    return this.view.getState()[callId] ?? noRights;
  }

  #set(callId: string, change: Partial<RecordingRights>): void {
    // Asked for before the call was over.
    if (!this.#asked.has(callId) || this.#life.signal.aborted) return;
    this.view.setState({ [callId]: { ...this.#of(callId), ...change } });
  }

  #forget(callId: string): void {
    this.#asked.delete(callId);
    const { [callId]: _gone, ...rest } = this.view.getState();
    this.view.setState(rest, true);
  }
}
