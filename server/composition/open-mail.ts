import type { Config } from '../config/config.ts';
import type { Identity } from '../identity/index.ts';
import { SmtpMailer } from '../platform/mail/smtp-mailer.ts';
import type { MailWay } from '../telephony/index.ts';

/** The way to people's mail, when a mail server is configured. */
export function openMail(config: Config, { subscribers }: Pick<Identity, 'subscribers'>): MailWay | undefined {
  const { SMTP_URL: url, SMTP_FROM: from, PUBLIC_URL } = config;
  if (url === undefined || from === undefined) return undefined;
  return {
    mailer: new SmtpMailer({ url, from }),
    languageOf: async (tenantId) => (await subscribers.numbering(tenantId))?.pbxs[0]?.language ?? 'en',
    address: PUBLIC_URL?.replace(/\/+$/u, ''),
  };
}
