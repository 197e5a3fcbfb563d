import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import type { Mail, Mailer } from './mailer.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; STARTTLS is used where the server offers it. */
  readonly url: string;
  /** An address, or a name with an address. */
  readonly from: string;
}

const connectMs = 15_000;
const answerMs = 30_000;

/** Hands mail to an SMTP server (RFC 5321). */
export class SmtpMailer implements Mailer {
  readonly #transport: Transporter;
  readonly #from: string;

  constructor({ url, from }: SmtpOptions) {
    this.#from = from;
    this.#transport = createTransport({ url, connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs });
  }

  async send({ to, subject, text, attachments = [], onceKey }: Mail): Promise<void> {
    const files = attachments.map(({ name, contentType, content }) => ({ filename: name, contentType, content }));
    // A machine wrote it: nobody's automatic answer shall come back (RFC 3834 §5).
    const headers = { 'Auto-Submitted': 'auto-generated' };
    await this.#transport.sendMail({
      from: this.#from,
      to: to.map((address) => ({ name: '', address })),
      subject,
      text,
      attachments: files,
      headers,
      ...(onceKey === undefined ? {} : { messageId: messageIdOf(onceKey, to, this.#from) }),
    });
  }

  close(): void {
    this.#transport.close();
  }
}

/** A hash, because keys tell of calls. */
function messageIdOf(onceKey: string, to: readonly string[], from: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([onceKey, ...to]))
    .digest('hex')
    .slice(0, 40);
  const [, domain = 'deskline.invalid'] = /@([^@>\s]+)>?$/u.exec(from) ?? [];
  return `<${hash}@${domain}>`;
}
