import type { RemoteAudio } from '../../../platform/devices/remote-audio.ts';
import type { Phone } from '../sip/phone.ts';
import type { Timers } from '../sip/timers.ts';
import type { DesktopNotices } from './desktop-notice.ts';
import type { PhoneCommand, PhoneView } from './phone-view.ts';
import type { QualityStore } from './quality-store.ts';
import type { Ringer } from './ringer.ts';
import { runCommand } from './run-command.ts';
import type { SavedCalls } from './saved-calls.ts';

export interface PhoneOwnerPorts {
  readonly phone: Phone;
  readonly timers: Timers;
  readonly saved: SavedCalls;
  readonly audio: RemoteAudio;
  readonly ringer: Ringer;
  readonly notices: DesktopNotices;
  readonly quality: QualityStore;
  readonly onView: (view: Omit<PhoneView, 'role' | 'isSoundBlocked'>) => void;
}

/** How long an ended call stays on screen: one that failed has a reason to read. */
const showEndedMs = { completed: 2500, failed: 8000 };
const saveEveryMs = 3000;

/** Runs the phone in the tab that owns it: sound, memory, notices and the view follow its calls. */
export class PhoneOwner {
  readonly #ports: PhoneOwnerPorts;
  readonly #dismissals = new Map<string, () => void>();
  readonly #stops: (() => void)[];
  #cancelSave: (() => void) | undefined;

  constructor(ports: PhoneOwnerPorts) {
    this.#ports = ports;
    const { phone, audio } = ports;
    this.#stops = [
      phone.on('changed', () => this.#follow()),
      phone.on('track', (call, track) => audio.attach(call.id, call.serverCallId ?? call.id, track)),
    ];
  }

  start(): void {
    const { phone, saved, timers } = this.#ports;
    phone.start(saved.read(timers.now()));
    this.#follow();
  }

  run(command: PhoneCommand): void {
    const { ringer, audio, phone } = this.#ports;
    if (command.name !== 'allowSound') runCommand(phone, command);
    else {
      ringer.repeat();
      void audio.unblock();
    }
  }

  /** @param options keepCalls: a successor (a reload, another tab) takes them over. */
  stop(options: { readonly keepCalls: boolean }): void {
    if (options.keepCalls) this.#save();
    for (const stop of this.#stops) stop();
    for (const cancel of this.#dismissals.values()) cancel();
    this.#cancelSave?.();
    this.#ports.phone.stop(options);
    if (!options.keepCalls) this.#ports.saved.write([], 0);
    for (const part of [this.#ports.ringer, this.#ports.notices, this.#ports.audio, this.#ports.quality]) part.close();
  }

  #follow(): void {
    const { phone, ringer, notices, quality, audio } = this.#ports;
    const { calls, status } = phone;
    // Sound first: a ring has to end with its reason, whatever the rest costs.
    ringer.handleCalls(calls);
    for (const id of audio.callIds) {
      const call = calls.find((candidate) => candidate.id === id);
      // The track comes while a call is still being answered: only the end takes the sound away.
      if (call === undefined || call.state.name === 'ended') audio.detach(id);
      else audio.setSilent(id, call.isHoldWished);
    }
    notices.handleCalls(calls);
    quality.handlePhone(phone);
    this.#planDismissals();
    this.#save();
    this.#ports.onView({ status, calls });
  }

  #planDismissals(): void {
    const { phone, timers } = this.#ports;
    const live = phone.calls.filter((call) => call.state.name !== 'ended');
    for (const call of phone.calls) {
      // Talking again with the same party: the old end is no news any more.
      if (call.state.name === 'ended' && live.some((other) => other.party.number === call.party.number)) phone.dismiss(call.id);
      if (call.state.name !== 'ended' || this.#dismissals.has(call.id)) continue;
      const isPlain =
        ['completed', 'cancelled', 'answered-elsewhere', 'declined-elsewhere'].includes(call.state.cause) || call.direction === 'incoming';
      const cancel = timers.after(isPlain ? showEndedMs.completed : showEndedMs.failed, () => {
        this.#dismissals.delete(call.id);
        phone.dismiss(call.id);
      });
      this.#dismissals.set(call.id, cancel);
    }
  }

  /** Writes the answered calls down, and again every few seconds: how old they are tells whether they can be taken over. */
  #save(): void {
    const { phone, saved, timers } = this.#ports;
    const calls = phone.savedCalls();
    saved.write(calls, timers.now());
    this.#cancelSave?.();
    this.#cancelSave = calls.length === 0 ? undefined : timers.after(saveEveryMs, () => this.#save());
  }
}
