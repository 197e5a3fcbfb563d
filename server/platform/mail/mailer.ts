export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends mail for the installation. */
export interface Mailer {
  /** Resolves when the mail server took it. Rejects when it did not. */
  send(mail: Mail): Promise<void>;
  /** Idempotent. */
  close(): void;
}
