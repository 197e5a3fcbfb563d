import type { Mail, Mailer } from './mailer.ts';

/** Keeps what was sent. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** The mail server is away. */
  isAway = false;
  /** It does not take mails whose subject begins so. */
  refusesSubject: string | undefined;
  /** How often it did not take a mail. */
  refused = 0;

  async send(mail: Mail): Promise<void> {
    if (this.isAway || (this.refusesSubject !== undefined && mail.subject.startsWith(this.refusesSubject))) {
      this.refused += 1;
      throw new Error('the mail server does not take it');
    }
    this.sent.push(mail);
  }

  close(): void {
    this.isAway = true;
  }
}
