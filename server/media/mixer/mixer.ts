/** A member's ear in a mix: who else is heard there is the mixer's business. `id` is for logs. */
export interface MixEar {
  readonly id: string;
}

/** A short sound of the mixer's own that everybody in a mix hears: somebody came, or left. */
export type MixSignal = 'joined' | 'left';

/** Adds up what three or more people say, so that each hears the others and nobody themselves (ADR 0120). */
export interface Mixer {
  /** Begins a mix without members; it lasts until `close()`. */
  open(): Mix;
  /** Mixes that are open, for /metrics. */
  readonly size: number;
}

/** People who hear each other. `close()` is idempotent: every ear that listens hears silence. */
export interface Mix {
  /** A place for one more. `name` is what tests and logs call them. */
  join(name: string): MixSeat;
  signal(signal: MixSignal): void;
  close(): void;
}

/** A member's place in a mix. `leave()` is idempotent; nothing that is said afterwards is heard. */
export interface MixSeat {
  /** What to plug the member's ear to: everybody else. */
  readonly mouth: { readonly kind: 'mix'; readonly ear: MixEar };
  /** Takes an RTP packet of what the member says, as a tap gives it: Opus, µ-law or A-law. Another SSRC begins anew. */
  say(rtp: Buffer): void;
  /** A muted member hears the others, who do not hear them. */
  setMuted(isMuted: boolean): void;
  leave(): void;
}
