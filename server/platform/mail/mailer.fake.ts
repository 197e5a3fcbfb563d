import type { Mail, Mailer } from './mailer.ts';

/** Keeps what was sent. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** The mail server is away. */
  isAway = false;
  /** How often it was asked while it was away. */
  refused = 0;

  async send(mail: Mail): Promise<void> {
    if (this.isAway) {
      this.refused += 1;
      throw new Error('the mail server is away');
    }
    this.sent.push(mail);
  }

  close(): void {
    this.isAway = true;
  }
}
