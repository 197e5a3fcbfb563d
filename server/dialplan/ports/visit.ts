/** A part of the server that has the caller for a while: a queue, a voicemail box, a conference. It hears the caller's keys and says what is heard. */
export interface Visit<Outcome> {
  /** Never rejects. */
  readonly result: Promise<Outcome>;
  /** Lets go of the caller: sound, taps and phones that ring for it stop. `result` may then stay open. Idempotent. */
  leave(): void;
}

/** A visit that is over before it began. */
export function overAtOnce<Outcome>(outcome: Outcome): Visit<Outcome> {
  return { result: Promise.resolve(outcome), leave: () => undefined };
}
