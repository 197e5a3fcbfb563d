import type { Mail, Mailer } from './mailer.ts';

/** Keeps what was sent. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** The mail server is away. */
  isAway = false;

  async send(mail: Mail): Promise<void> {
    if (this.isAway) throw new Error('the mail server is away');
    this.sent.push(mail);
  }

  close(): void {
    this.isAway = true;
  }
}
