import type { Config } from '../config/config.ts';
import type { Identity } from '../identity/index.ts';
import type { MailWay } from '../telephony/index.ts';

/** The way to people's mail, when a mail server is configured. */
export async function openMail(config: Config, { subscribers }: Pick<Identity, 'subscribers'>): Promise<MailWay | undefined> {
  const { SMTP_URL: url, SMTP_FROM: from, PUBLIC_URL } = config;
  if (url === undefined || from === undefined) return undefined;
  // The library takes some megabytes, which only those pay who send mail.
  const { SmtpMailer } = await import('../platform/mail/smtp-mailer.ts');
  return {
    mailer: new SmtpMailer({ url, from }),
    languageOf: async (tenantId) => (await subscribers.numbering(tenantId))?.pbxs[0]?.language ?? 'en',
    address: PUBLIC_URL?.replace(/\/+$/u, ''),
  };
}
