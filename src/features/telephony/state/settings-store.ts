import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PhoneSettings } from '../../../../protocol/telephony/phone.ts';

export interface SettingsView {
  readonly settings: PhoneSettings | undefined;
  readonly isSaving: boolean;
  readonly failure: unknown;
}

export interface SettingsApi {
  readSettings(signal: AbortSignal): Promise<PhoneSettings>;
  writeSettings(settings: PhoneSettings): Promise<PhoneSettings>;
}

/** Do not disturb, call waiting, ringing time: the server's, the same on all my devices. */
export class SettingsStore {
  readonly view: StoreApi<SettingsView> = createStore<SettingsView>(() => ({ settings: undefined, isSaving: false, failure: undefined }));
  readonly #api: SettingsApi;
  readonly #life = new AbortController();

  constructor(api: SettingsApi) {
    this.#api = api;
  }

  async refresh(): Promise<void> {
    try {
      this.handleSettings(await this.#api.readSettings(this.#life.signal));
    } catch (failure) {
      if (!this.#life.signal.aborted) this.view.setState({ failure });
    }
  }

  /** Shown at once, taken back when the server refuses. */
  async change(wish: Partial<PhoneSettings>): Promise<void> {
    const before = this.view.getState().settings;
    if (before === undefined) return;
    this.view.setState({ settings: { ...before, ...wish }, isSaving: true, failure: undefined });
    try {
      this.view.setState({ settings: await this.#api.writeSettings({ ...before, ...wish }), isSaving: false });
    } catch (failure) {
      this.view.setState({ settings: before, isSaving: false, failure });
    }
  }

  handleSettings(settings: PhoneSettings): void {
    this.view.setState({ settings, failure: undefined });
  }

  close(): void {
    this.#life.abort();
  }
}
