/** A browser's subscription, as `PushSubscription.toJSON()` gives it (Push API). Whoever has it can send to that browser. */
export interface PushTarget {
  /** The push service's address for this browser. */
  readonly endpoint: string;
  /** The browser's P-256 key, uncompressed, base64url. */
  readonly p256dh: string;
  /** 16 bytes, base64url. */
  readonly auth: string;
}

export interface PushMessage {
  /** At most 3,000 bytes: a push service has to take 4,096 after encryption (RFC 8030 §7.2). */
  readonly text: string;
  /** How long the push service keeps it for a browser that is away (RFC 8030 §5.2). */
  readonly ttlSeconds: number;
  readonly urgency: 'normal' | 'high';
  /** A later one with the same topic takes the place of one that waits (RFC 8030 §5.4): base64url, at most 32 characters. */
  readonly topic: string;
}

/** What became of one message. `later`: worth trying again, at the earliest after `afterMs`. `gone`: the browser wants no more. */
export type PushOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly afterMs: number; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Hands messages to browsers' push services (RFC 8030), encrypted for the browser alone (RFC 8291). */
export interface PushSender {
  /** Names this installation to push services (RFC 8292): base64url. */
  readonly publicKey: string;
  /** Whether messages may go there at all: https, and no address written out that is not public. */
  isAllowed(endpoint: string): boolean;
  /** Never rejects. */
  send(target: PushTarget, message: PushMessage): Promise<PushOutcome>;
}
