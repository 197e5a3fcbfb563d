import { createStore, type StoreApi } from 'zustand/vanilla';
import { readDeviceChoice, writeDeviceChoice, type DeviceChoice } from '../../../platform/devices/device-choice.ts';
import { listDevices, type DeviceList } from '../../../platform/devices/device-list.ts';
import { abilitiesOfThisPage, problemOf, standingProblem, type DeviceProblem } from '../../../platform/devices/device-problem.ts';
import { Microphone } from '../../../platform/devices/microphone.ts';

export interface DevicesView extends DeviceList {
  readonly choice: DeviceChoice;
  /** What went wrong with the microphone last, outside of a call. */
  readonly problem: DeviceProblem | undefined;
  /** The microphone in use was unplugged; `label` is what took over, null when nothing could. */
  readonly fallback: { readonly label: string | null } | undefined;
}

export interface DevicesPorts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Undefined on pages where the browser hides it. */
  readonly media: MediaDevices | undefined;
  /** Loudspeaker or ringer changed. */
  readonly onOutput: () => void;
}

/** Microphone, loudspeaker and ringer of this browser: what there is, what is chosen, what is open. */
export class DevicesStore {
  readonly view: StoreApi<DevicesView>;
  readonly microphone: Microphone;
  readonly #ports: DevicesPorts;
  readonly #refresh = (): void => void this.refresh();

  constructor(ports: DevicesPorts) {
    this.#ports = ports;
    this.view = createStore<DevicesView>(() => ({
      choice: readDeviceChoice(ports.storage),
      microphones: [],
      speakers: [],
      problem: undefined,
      fallback: undefined,
    }));
    this.microphone = new Microphone({
      settings: () => {
        const { microphoneId, hasNoiseSuppression, hasEchoCancellation } = this.view.getState().choice;
        return { deviceId: microphoneId, hasNoiseSuppression, hasEchoCancellation };
      },
      standingProblem: () => standingProblem(abilitiesOfThisPage()),
      getUserMedia: async (constraints) => {
        if (ports.media === undefined) throw new DOMException('no media devices', 'NotFoundError');
        const stream = await ports.media.getUserMedia(constraints);
        // Labels are shown only after the first permission.
        void this.refresh();
        return stream;
      },
      onFallback: (label) => this.view.setState({ fallback: { label: label ?? null } }),
    });
    ports.media?.addEventListener('devicechange', this.#refresh);
  }

  async refresh(): Promise<void> {
    if (this.#ports.media === undefined) return;
    this.view.setState(await listDevices(this.#ports.media));
  }

  /** Remembers the choice and applies it at once, also to calls that run. */
  async choose(change: Partial<DeviceChoice>): Promise<void> {
    const before = this.view.getState().choice;
    const choice = { ...before, ...change };
    writeDeviceChoice(this.#ports.storage, choice);
    this.view.setState({ choice, problem: undefined });
    this.#ports.onOutput();
    const isInput =
      choice.microphoneId !== before.microphoneId ||
      choice.hasNoiseSuppression !== before.hasNoiseSuppression ||
      choice.hasEchoCancellation !== before.hasEchoCancellation;
    if (!isInput) return;
    try {
      await this.microphone.change();
    } catch (error) {
      this.view.setState({ problem: problemOf(error) });
    }
  }

  dismissFallback(): void {
    this.view.setState({ fallback: undefined });
  }

  close(): void {
    this.#ports.media?.removeEventListener('devicechange', this.#refresh);
    this.microphone.close();
  }
}
