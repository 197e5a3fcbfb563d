import type { Clip, MediaEngine, MediaLeg, SoundName } from '../media-engine.ts';

/** What somebody is expected to hear; a voice is named by its far end. */
export type Heard = 'silence' | { readonly sound: SoundName } | { readonly clip: Clip } | { readonly voice: object };

/** A far end: a browser, a softphone library, or a pretended one. Its microphone is a sine of its own. */
export interface RigPeer {
  offer(options?: { iceRestart?: boolean }): Promise<string>;
  /** The direction of its next offer or answer. */
  setDirection(direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'): Promise<void>;
  acceptAnswer(answer: string): Promise<void>;
  answer(offer: string): Promise<string>;
  /** Resolves as soon as this is heard for a while; rejects when it is not within the rig's patience. */
  hears(expected: Heard): Promise<void>;
  /** Sends a key as telephone-event (RFC 4733). */
  dial(key: string): Promise<void>;
  /** Ends the connection as a browser does that closes its page. */
  close(): Promise<void>;
}

/** An engine with far ends that can talk to it. */
export interface MediaRig {
  readonly engine: MediaEngine;
  /** A new far end; `leg()` is the leg that it will be connected to. */
  peer(leg: () => MediaLeg | undefined): Promise<RigPeer>;
  /** Kills every worker process, as kill -9 does. */
  killWorkers(): Promise<void>;
  close(): Promise<void>;
}

/** Calls `check` until it is true. Rejects after `limitMs` with what `describe` says. */
export async function eventually(check: () => boolean | Promise<boolean>, describe: () => string, limitMs = 10_000): Promise<void> {
  const endMs = performance.now() + limitMs;
  while (!(await check())) {
    if (performance.now() > endMs) throw new Error(`not within ${limitMs} ms: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
