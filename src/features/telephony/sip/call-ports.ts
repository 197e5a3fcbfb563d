import type { DeviceProblem } from '../../../platform/devices/device-problem.ts';
import type { MicrophoneLine } from '../../../platform/devices/microphone.ts';
import type { RequestGate } from './request-gate.ts';
import type { SessionLink } from './session-link.ts';
import type { Timers } from './timers.ts';

export interface InviteOptions {
  readonly stream: MediaStream;
  readonly extraHeaders?: readonly string[];
  /** The offer goes out as a held one (a=sendonly). */
  readonly isHeld?: boolean;
}

/** What a call asks of the phone that owns it. */
export interface CallPorts {
  readonly gate: RequestGate;
  readonly timers: Timers;
  /** Certain before any call: no WebRTC, no secure page. */
  readonly standingProblem: DeviceProblem | undefined;
  /** A microphone track of this call's own: JsSIP switches it off on hold. @throws {DeviceError} */
  readonly openMicrophone: () => Promise<MicrophoneLine>;
  /** @throws {TypeError} when the number makes no SIP address. */
  readonly invite: (number: string, options: InviteOptions) => SessionLink;
}
