/**
 * Why a microphone cannot be had. Told apart because each asks the person for something else:
 * allow it, plug one in, close the other program, use another browser, open the page by HTTPS.
 */
export const deviceProblems = [
  'microphone-refused',
  'no-microphone',
  'microphone-busy',
  'no-webrtc',
  'insecure-page',
  'microphone-failed',
] as const;
export type DeviceProblem = (typeof deviceProblems)[number];

export class DeviceError extends Error {
  readonly problem: DeviceProblem;
  constructor(problem: DeviceProblem, options?: ErrorOptions) {
    super(`The microphone cannot be used: ${problem}.`, options);
    this.name = 'DeviceError';
    this.problem = problem;
  }
}

/** What this browser and page can do before asking for a device. */
export interface MediaAbilities {
  readonly isSecureContext: boolean;
  readonly hasGetUserMedia: boolean;
  readonly hasPeerConnection: boolean;
}

export const abilitiesOfThisPage = (): MediaAbilities => ({
  isSecureContext: globalThis.isSecureContext,
  hasGetUserMedia: typeof globalThis.navigator?.mediaDevices?.getUserMedia === 'function',
  hasPeerConnection: typeof globalThis.RTCPeerConnection === 'function',
});

/** A problem that is certain without asking for a device. On an insecure page browsers hide `mediaDevices`, so that is asked first. */
export function standingProblem(abilities: MediaAbilities): DeviceProblem | undefined {
  if (!abilities.isSecureContext) return 'insecure-page';
  if (!abilities.hasPeerConnection || !abilities.hasGetUserMedia) return 'no-webrtc';
  return undefined;
}

const byErrorName = new Map<string, DeviceProblem>([
  ['NotAllowedError', 'microphone-refused'],
  ['SecurityError', 'microphone-refused'],
  ['NotFoundError', 'no-microphone'],
  ['OverconstrainedError', 'no-microphone'],
  ['NotReadableError', 'microphone-busy'],
  ['AbortError', 'microphone-busy'],
]);

/** Maps what `getUserMedia` threw (W3C Media Capture §10.2). */
export function problemOf(error: unknown): DeviceProblem {
  if (error instanceof DeviceError) return error.problem;
  return byErrorName.get(error instanceof Error ? error.name : '') ?? 'microphone-failed';
}
