import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from './mailer.ts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port`, or `smtps:` for TLS from the beginning. Never logged. */
  readonly url: string;
  /** `Deskline <deskline@acme.example>` */
  readonly from: string;
}

/** A mail server that does not answer must not hold a notice for minutes. */
const patienceMs = 10_000;

/** Mail by SMTP (RFC 5321); TLS wherever the server offers it. */
export class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #from: string;

  constructor({ url, from }: SmtpMailerOptions) {
    const limits = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
    // What a plan's text says must never name a file or an address that this server then reads.
    this.#transport = createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
    this.#from = from;
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    // As an address object: a comma in it does not make two addresses.
    await this.#transport.sendMail({ from: this.#from, to: { name: '', address: to }, subject, text });
  }

  close(): void {
    this.#transport.close();
  }
}
