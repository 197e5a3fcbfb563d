export interface Mail {
  /** Addresses such as `alice@acme.example`; they see each other. */
  readonly to: readonly string[];
  readonly subject: string;
  /** The same for the same mail, whatever is repeated: receivers know a second one by it (RFC 5322 §3.6.4). */
  readonly onceKey?: string;
  /** Plain text. */
  readonly text: string;
  readonly attachments?: readonly { readonly name: string; readonly contentType: string; readonly content: Buffer }[];
}

/** Sends mail. */
export interface Mailer {
  /** Resolves when a mail server took it over, for one of them at least; rejects when it did not. */
  send(mail: Mail): Promise<void>;
  /** Idempotent. */
  close(): void;
}
